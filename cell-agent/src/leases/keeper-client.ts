/** The agent's side of the keeper's socket. */
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { DomainError } from '../../../proto/src/errors.ts';
import type { KeeperReply, KeeperRequest } from './keeper-protocol.ts';
import type { KeeperStatus, LeaseKeeper, RenewalAnswer } from './lease-keeper.ts';

const timeoutMs = 5_000;
const refusals = new Set(['no_lease', 'lease_expired', 'guest_process_missing']);

export function keeperClient(path: string): LeaseKeeper {
  async function ask<Value>(request: KeeperRequest): Promise<Value> {
    const reply = await exchange(path, request);
    if ('value' in reply) return reply.value as Value;
    const { reason, message } = reply.error;
    throw refusals.has(reason) ? new DomainError('conflict', message, { reason }) : unreachable(message);
  }
  return {
    status: () => ask<KeeperStatus>({ verb: 'status' }),
    renew: ({ basis, durationMs, guestIds }) =>
      ask<RenewalAnswer>({
        verb: 'renew',
        renewal: { basis, durationMs, guestIds: [...guestIds] },
      }),
    requireLease: (guestId) => ask<void>({ verb: 'require-lease', guestId }),
    register: (guestId) => ask<void>({ verb: 'register', guestId }),
    release: (guestId) => ask<void>({ verb: 'release', guestId }),
    exempt: (guestId) => ask<void>({ verb: 'exempt', guestId }),
  };
}

async function exchange(path: string, request: KeeperRequest): Promise<KeeperReply> {
  const socket = connect({ path });
  socket.setTimeout(timeoutMs, () => socket.destroy(new Error('it does not answer')));
  try {
    socket.end(`${JSON.stringify(request)}\n`);
    return JSON.parse(await text(socket)) as KeeperReply;
  } catch (error) {
    throw unreachable(error instanceof Error ? error.message : 'it does not answer', error);
  } finally {
    socket.destroy();
  }
}

export function unreachable(why: string, cause?: unknown): DomainError {
  return new DomainError(
    'cell_unreachable',
    `the lease keeper of this cell does not answer (${why}): start it with \`cell-agent keeper\``,
    { reason: 'keeper_unreachable', cause },
  );
}
