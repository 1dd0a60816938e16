import type { CellGuest } from '../../../../proto/src/model.ts';
import type {
  AttachVolumeRequest,
  DetachVolumeRequest,
  ExpectVolumeRequest,
  ResizeVolumeRequest,
  SendVolumeRequest,
  SetFloatingAddressesRequest,
  VolumeCommand,
} from '../../../../proto/src/model-volumes.ts';
import type { CallOptions } from './cell-gateway.ts';

/** Volumes on cells and at their guests, and the addresses that lead to these. */
export interface VolumeVerbs {
  createVolume(cellId: string, request: VolumeCommand, options: CallOptions): Promise<void>;
  deleteVolume(cellId: string, request: VolumeCommand, options: CallOptions): Promise<void>;
  resizeVolume(cellId: string, request: ResizeVolumeRequest, options: CallOptions): Promise<void>;
  attachVolume(cellId: string, request: AttachVolumeRequest, options: CallOptions): Promise<CellGuest>;
  detachVolume(cellId: string, request: DetachVolumeRequest, options: CallOptions): Promise<CellGuest>;
  expectVolume(cellId: string, request: ExpectVolumeRequest, options: CallOptions): Promise<void>;
  /** Returns when the other cell has it. */
  sendVolume(
    cellId: string,
    request: Omit<SendVolumeRequest, 'target'> & { readonly targetCellId: string },
    options: CallOptions,
  ): Promise<void>;
  setFloatingAddresses(
    cellId: string,
    request: SetFloatingAddressesRequest,
    options: CallOptions,
  ): Promise<CellGuest>;
}
