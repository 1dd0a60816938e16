import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { DomainError } from '../../../../proto/src/errors.ts';

/**
 * Below Linux's range of ephemeral ports, so that no outgoing connection takes one while its program is down, and
 * below those that agents choose for themselves.
 */
const range = { from: 10_000, to: 20_000 };

/** The public listeners besides Nano's, with their usual ports. */
export const devListeners = { identity: 5000, rs: 9364, broker: 9365, adjutant: 5050 } as const;

/** Different ports of 127.0.0.1 that are free now and none of those promised. @throws DomainError `no_capacity`. */
export async function freePorts(count: number, promised: readonly number[] = []): Promise<number[]> {
  const ports = new Set<number>();
  for (let attempt = 0; ports.size < count && attempt < 100 * count; attempt += 1) {
    const port = randomInt(range.from, range.to);
    if (!promised.includes(port) && (await isFree(port))) ports.add(port);
  }
  if (ports.size === count) return [...ports];
  throw new DomainError('no_capacity', `no free ports between ${range.from} and ${range.to}`, {
    reason: 'no_free_port',
  });
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    const listening = once(server, 'listening');
    server.listen({ host: '127.0.0.1', port, exclusive: true });
    await listening;
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
