import type { Duplex } from 'node:stream';
import { DomainError } from '../../../../proto/src/errors.ts';
import type { Actor } from '../../domain/actor.ts';
import type { MonitorChannel } from '../../domain/session.ts';
import type { Context } from '../context.ts';
import { noSuchGuest } from '../guests/guest-access.ts';
import type { Ports } from '../ports/index.ts';
import { hashSecret } from '../secret-hash.ts';
import { credentialLives } from '../sessions/credential-lives.ts';

export interface ConnectedChannel {
  /** Whose screen it is. */
  readonly userId: string;
  readonly guestId: string;
  /** Bytes of the guest's RFB server. */
  readonly stream: Duplex;
  /** Records the end; call once. */
  closed(reason: string): Promise<void>;
}

/** Uses the channel up and connects it. @throws DomainError `not_found` for an unknown, used or expired one, or one whose credential has ended. */
export async function connectMonitorChannel(
  ports: Pick<Ports, 'store' | 'cells' | 'clock'>,
  input: Omit<Context, 'actor'> & { channelId: string },
): Promise<ConnectedChannel> {
  const channel = await ports.store.channels.take(hashSecret(input.channelId), input.nowMs);
  if (!channel || !(await credentialLives(ports.store, channel.credentialHash, input.nowMs))) {
    throw new DomainError('not_found', `invalid channel '${input.channelId.slice(0, 80)}'`, {
      reason: 'channel_not_found',
    });
  }
  const guest = await ports.store.guests.get(channel.guestId);
  if (!guest) throw noSuchGuest(channel.guestId);
  const { requestId, address } = input;
  const ctx = { requestId, address, nowMs: input.nowMs, actor: holderOf(channel) };
  const subject = { kind: 'guest', id: guest.id };
  const stream = await ports.cells.openConsole(guest.cellId, guest.id, { timeoutMs: 10_000 });
  await ports.store.audit.append(ctx, { action: 'open-monitor', subject, outcome: 'done' });
  return {
    userId: channel.userId,
    guestId: guest.id,
    stream,
    closed: (reason) =>
      ports.store.audit.append(
        { ...ctx, nowMs: ports.clock.nowMs() },
        { action: 'close-monitor', subject, outcome: 'done', details: { reason } },
      ),
  };
}

function holderOf(channel: MonitorChannel): Actor {
  return {
    userId: channel.userId,
    userName: channel.userName,
    group: null,
    menus: [],
    via: 'nano',
    credentialHash: channel.credentialHash,
  };
}
