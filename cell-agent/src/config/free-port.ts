/** Chooses a port for `agent.port: 0`. The choice is kept with the identity, as the control plane learns it once. */
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { DomainError } from '../../../proto/src/errors.ts';

/** Below Linux's range of ephemeral ports, so that no outgoing connection takes it while the agent is down. */
const range = { from: 20_000, to: 32_000 };

export async function chooseFreePort(host: string): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const port = randomInt(range.from, range.to);
    if (await isPortFree(host, port)) return port;
  }
  throw new DomainError('no_capacity', `no free port between ${range.from} and ${range.to} on ${host}`, {
    reason: 'no_free_port',
  });
}

/** True if the port can be listened on now. */
export async function isPortFree(host: string, port: number): Promise<boolean> {
  const server = createServer();
  try {
    const listening = once(server, 'listening');
    server.listen({ host, port, exclusive: true });
    await listening;
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
