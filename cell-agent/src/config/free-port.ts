/** Chooses a port for `agent.port: 0`. The choice is kept with the identity, as the control plane learns it once. */
import { randomInt } from 'node:crypto';
import { DomainError } from '../../../proto/src/errors.ts';
import { isPortFree } from '../../../proto/src/port-free.ts';

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
