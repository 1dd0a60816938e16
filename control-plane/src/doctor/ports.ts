import { once } from 'node:events';
import { connect } from 'node:net';
import { type Finding, failure, ok } from '../../../proto/src/doctor/finding.ts';
import { isPortFree } from '../../../proto/src/port-free.ts';
import type { Check } from './context.ts';
import { publicListeners } from './listeners.ts';

const check = 'ports';
const answersWithinMs = 3_000;

/** Free for the next start, or answering while a control plane runs. */
export const checkListeners: Check = async ({ settings, runs }) => {
  const all = [...publicListeners(settings), ['cells', settings.cells] as const];
  // Under `cellar dev` and where 0 is configured the ports are others.
  const known = all.filter(([, { port }]) => port !== 0);
  return Promise.all(known.map(([name, { listen, port }]) => examine(name, listen, port, runs)));
};

async function examine(name: string, listen: string, port: number, runs: boolean): Promise<Finding> {
  const where = `${name}: port ${port} on ${listen}`;
  if (runs) {
    if (await answers(listen, port)) return ok(check, `${where} answers`);
    const remedy = 'See the log of the control plane: systemctl status cellar-control-plane';
    return failure(check, `${where} does not answer, although a control plane runs`, remedy);
  }
  if (await isPortFree(listen, port)) return ok(check, `${where} is free`);
  const remedy = `See what holds it (ss -ltnp), or set ${name}.port.`;
  return failure(check, `${where} is taken or not permitted`, remedy);
}

async function answers(listen: string, port: number): Promise<boolean> {
  const host = listen === '0.0.0.0' || listen === '::' ? 'localhost' : listen;
  const socket = connect({ host, port });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(answersWithinMs) });
    return true;
  } catch {
    return false;
  } finally {
    socket.on('error', () => undefined).destroy();
  }
}
