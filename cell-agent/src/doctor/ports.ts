import { once } from 'node:events';
import { connect } from 'node:tls';
import { cellIdOf } from '../../../proto/src/certificate-names.ts';
import { isPortFree } from '../../../proto/src/port-free.ts';
import type { CellIdentity } from '../identity/store.ts';
import { type Check, type Finding, failure, ok } from './finding.ts';

const check = 'ports';

/** Each port is free, or held by this very cell. */
export const checkPorts: Check = async ({ settings, identity }) => {
  const { listen, port, console_port } = settings.agent;
  const rpcPort = port === 0 ? (identity?.port ?? 0) : port;
  const wanted = [rpcPort, console_port].filter((candidate) => candidate !== 0);
  return await Promise.all(wanted.map((candidate) => examine(listen, candidate, identity)));
};

async function examine(listen: string, port: number, identity: CellIdentity | null): Promise<Finding> {
  if (await isPortFree(listen, port)) return ok(check, `port ${port} is free`);
  if (identity !== null && (await isOwnAgent(listen, port, identity)))
    return ok(check, `port ${port} is this cell's running agent`);
  const message = `port ${port} on ${listen} is taken or not permitted`;
  return failure(check, message, 'Set agent.port or agent.console_port, or stop what holds it.');
}

async function isOwnAgent(listen: string, port: number, identity: CellIdentity): Promise<boolean> {
  const host = listen === '0.0.0.0' || listen === '::' ? 'localhost' : listen;
  const checkServerIdentity = () => undefined;
  const socket = connect({
    host,
    port,
    ca: identity.caCertificate,
    checkServerIdentity,
    ALPNProtocols: ['h2'],
    timeout: 3_000,
  });
  socket.once('timeout', () => socket.destroy(new Error('timeout')));
  try {
    await once(socket, 'secureConnect');
    return cellIdOf(socket.getPeerCertificate().subjectaltname) === identity.cellId;
  } catch {
    return false;
  } finally {
    socket.on('error', () => undefined).destroy();
  }
}
