import { decodeVolume } from '../convert.ts';
import type {
  AttachVolumeRequest,
  DetachVolumeRequest,
  ExpectVolumeRequest,
  ResizeVolumeRequest,
  SendVolumeRequest,
  VolumeCommand,
} from '../model-volumes.ts';
import { cellar } from '../runtime.ts';
import { codec, decodeGuestCommand, empty, guest, longReply, method } from './method.ts';

const v1 = cellar.cell.v1;

interface VolumeMessage {
  operationId?: string | null;
  volume?: cellar.cell.v1.IVolumeSpec | null;
}

function decodeCommand(message: VolumeMessage): VolumeCommand {
  return { operationId: message.operationId ?? '', volume: decodeVolume(message.volume) };
}

/** Data disks that are no part of a guest. */
export const volumeMethods = {
  createVolume: method(
    'CreateVolume',
    codec(v1.CreateVolumeRequest, (value: VolumeCommand) => value, decodeCommand),
    empty,
  ),
  deleteVolume: method(
    'DeleteVolume',
    codec(v1.DeleteVolumeRequest, (value: VolumeCommand) => value, decodeCommand),
    empty,
  ),
  resizeVolume: method(
    'ResizeVolume',
    codec(
      v1.ResizeVolumeRequest,
      (value: ResizeVolumeRequest) => value,
      (message): ResizeVolumeRequest => ({ ...decodeCommand(message), guestId: message.guestId ?? '' }),
    ),
    empty,
  ),
  attachVolume: method(
    'AttachVolume',
    codec(
      v1.AttachVolumeRequest,
      (value: AttachVolumeRequest) => value,
      (message): AttachVolumeRequest => ({
        ...decodeGuestCommand(message),
        volume: decodeVolume(message.volume),
      }),
    ),
    guest,
  ),
  detachVolume: method(
    'DetachVolume',
    codec(
      v1.DetachVolumeRequest,
      (value: DetachVolumeRequest) => value,
      (message): DetachVolumeRequest => ({
        ...decodeGuestCommand(message),
        volumeId: message.volumeId ?? '',
      }),
    ),
    guest,
  ),
  expectVolume: method(
    'ExpectVolume',
    codec(
      v1.ExpectVolumeRequest,
      (value: ExpectVolumeRequest) => value,
      (message): ExpectVolumeRequest => ({
        ...decodeCommand(message),
        sourceCellId: message.sourceCellId ?? '',
        ticket: message.ticket ?? '',
      }),
    ),
    empty,
  ),
  sendVolume: method(
    'SendVolume',
    codec(
      v1.SendVolumeRequest,
      ({ target, ...value }: SendVolumeRequest) => ({
        ...value,
        targetCellId: target.cellId,
        targetHost: target.host,
        targetPort: target.port,
      }),
      (message): SendVolumeRequest => ({
        ...decodeCommand(message),
        target: {
          cellId: message.targetCellId ?? '',
          host: message.targetHost ?? '',
          port: message.targetPort ?? 0,
        },
        ticket: message.ticket ?? '',
      }),
    ),
    longReply<boolean, cellar.cell.v1.ISendVolumeReply>(
      v1.SendVolumeReply,
      (sent) => ({ sent }),
      ({ sent }) => sent ?? undefined,
      (progress) => ({ progress }),
    ),
    'stream',
  ),
};
