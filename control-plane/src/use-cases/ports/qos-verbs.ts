import type { CellGuest } from '../../../../proto/src/model.ts';
import type {
  SetCpuPriorityRequest,
  SetDiskQosRequest,
  SetNetworkQosRequest,
} from '../../../../proto/src/model-qos.ts';
import type { CallOptions } from './cell-gateway.ts';

type Change<Request> = (cellId: string, request: Request, options: CallOptions) => Promise<CellGuest>;

/** What a guest may take of its cell; each returns the guest as it is then. */
export interface QosVerbs {
  readonly setCpuPriority: Change<SetCpuPriorityRequest>;
  readonly setDiskQos: Change<SetDiskQosRequest>;
  readonly setNetworkQos: Change<SetNetworkQosRequest>;
}
