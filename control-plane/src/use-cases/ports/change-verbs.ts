import type { CellGuest } from '../../../../proto/src/model.ts';
import type {
  DiskCommand,
  RenameGuestRequest,
  ResizeDiskRequest,
  SetAutoStartRequest,
  SetCoresRequest,
  SetGuestPasswordRequest,
  SetMemoryRequest,
  SetMonitorSecretRequest,
} from '../../../../proto/src/model-changes.ts';
import type { CallOptions } from './cell-gateway.ts';

type Change<Request> = (cellId: string, request: Request, options: CallOptions) => Promise<CellGuest>;

/** Changes of one guest; each returns it as it is then. */
export interface ChangeVerbs {
  readonly renameGuest: Change<RenameGuestRequest>;
  readonly setCores: Change<SetCoresRequest>;
  readonly setMemory: Change<SetMemoryRequest>;
  readonly resizeDisk: Change<ResizeDiskRequest>;
  readonly shrinkDisk: Change<DiskCommand>;
  readonly setAutoStart: Change<SetAutoStartRequest>;
  readonly setMonitorSecret: Change<SetMonitorSecretRequest>;
  setGuestPassword(cellId: string, request: SetGuestPasswordRequest, options: CallOptions): Promise<void>;
}
