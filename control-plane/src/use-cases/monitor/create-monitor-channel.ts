import { DomainError } from '../../../../proto/src/errors.ts';
import type { Guest } from '../../domain/guest.ts';
import type { Context } from '../context.ts';
import { findOwnGuest } from '../guests/guest-access.ts';
import { requireReachable } from '../guests/guest-operation.ts';
import { refuseStopped } from '../guests/power-state.ts';
import type { Ports } from '../ports/index.ts';
import { hashSecret } from '../secret-hash.ts';

export interface NewMonitorChannel {
  readonly id: string;
  readonly protocol: 'vnc';
  readonly username: '';
  /** The guest's monitor secret: the viewer answers the VNC server's challenge with it. */
  readonly password: string;
}

/** Makes a way to a running guest's screen: usable once, for a short while, bound to the guest and the caller's session. */
export async function createMonitorChannel(
  ports: Pick<Ports, 'store' | 'live' | 'ids' | 'limits'>,
  ctx: Context,
  input: { guestId: string },
): Promise<NewMonitorChannel> {
  const guest = await findOwnGuest(ports, ctx, input.guestId);
  await requireReachable(ports, guest);
  refuseStopped(ports, guest, `guest '${guest.name}' is not running`);
  if (guest.hardware.display === 'none') {
    throw new DomainError('unsupported', `guest '${guest.name}' has no display`, {
      reason: 'no_display',
      subject: { kind: 'guest', id: guest.id },
    });
  }
  return openChannel(ports, ctx, guest);
}

/** For a caller of whom is known that he may see the screen. */
export async function openChannel(
  ports: Pick<Ports, 'store' | 'ids' | 'limits'>,
  ctx: Context,
  guest: Guest,
): Promise<NewMonitorChannel> {
  const id = ports.ids.uuid();
  await ports.store.transaction(async (tx) => {
    await tx.channels.insert({
      idHash: hashSecret(id),
      guestId: guest.id,
      credentialHash: ctx.actor.credentialHash,
      userId: ctx.actor.userId,
      userName: ctx.actor.userName,
      expiresAtMs: ctx.nowMs + ports.limits.channelTimeoutMs,
    });
    await tx.audit.append(ctx, {
      action: 'create-monitor-channel',
      subject: { kind: 'guest', id: guest.id },
      outcome: 'done',
    });
  });
  return { id, protocol: 'vnc', username: '', password: guest.monitorSecret };
}
