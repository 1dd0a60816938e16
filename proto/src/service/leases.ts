import { decodeGuestSpec, encodeGuestSpec } from '../convert.ts';
import type { GuestCommand, GuestSpec } from '../model.ts';
import type { RenewLeasesReply, RenewLeasesRequest, SetFailoverRequest } from '../model-leases.ts';
import { cellar } from '../runtime.ts';
import { codec, decodeGuestCommand, empty, guest, method } from './method.ts';

const v1 = cellar.cell.v1;

/** Run leases, and guests that change their cell because theirs is lost. */
export const leaseMethods = {
  renewLeases: method(
    'RenewLeases',
    codec(
      v1.RenewLeasesRequest,
      ({ basis, durationMs, guestIds }: RenewLeasesRequest) => ({
        basisBootId: basis.bootId,
        basisMs: basis.atMs,
        durationMs,
        guestIds: [...guestIds],
      }),
      (message): RenewLeasesRequest => ({
        basis: { bootId: message.basisBootId ?? '', atMs: message.basisMs ?? 0 },
        durationMs: message.durationMs ?? 0,
        guestIds: message.guestIds ?? [],
      }),
    ),
    codec(
      v1.RenewLeasesReply,
      ({ accepted, basis }: RenewLeasesReply) => ({ accepted, bootId: basis.bootId, nowMs: basis.atMs }),
      (message): RenewLeasesReply => ({
        accepted: message.accepted ?? false,
        basis: { bootId: message.bootId ?? '', atMs: message.nowMs ?? 0 },
      }),
    ),
  ),
  setFailover: method(
    'SetFailover',
    codec(
      v1.SetFailoverRequest,
      (value: SetFailoverRequest) => value,
      (message): SetFailoverRequest => ({
        ...decodeGuestCommand(message),
        enabled: message.enabled ?? false,
      }),
    ),
    guest,
  ),
  adoptGuest: method(
    'AdoptGuest',
    codec(
      v1.AdoptGuestRequest,
      (value: { operationId: string; spec: GuestSpec }) => ({ ...value, spec: encodeGuestSpec(value.spec) }),
      (message) => ({ operationId: message.operationId ?? '', spec: decodeGuestSpec(message.spec) }),
    ),
    guest,
  ),
  forgetGuest: method(
    'ForgetGuest',
    codec(
      v1.ForgetGuestRequest,
      (value: GuestCommand & { force: boolean }) => value,
      (message) => ({ ...decodeGuestCommand(message), force: message.force ?? false }),
    ),
    empty,
  ),
};
