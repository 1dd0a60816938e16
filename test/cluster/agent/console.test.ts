import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect as connectPlain, createServer, type Server, type Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ConsoleListener, listenForConsoles } from '../../../cell-agent/src/console/tunnel.ts';
import { CellKeys } from '../../../cell-agent/src/identity/cell-keys.ts';
import { createLogger } from '../../../cell-agent/src/observe/logger.ts';
import { Arrivals } from '../../../cell-agent/src/use-cases/migration/arrivals.ts';
import { decodeTunnelAnswer, encodeTunnelHeader } from '../../../proto/src/console-tunnel.ts';
import { DomainError } from '../../../proto/src/errors.ts';
import {
  type Certificate,
  createThrowawayAuthority,
  type ThrowawayAuthority,
} from '../../support/throwaway-pki.ts';

const guestId = randomUUID();
let authority: ThrowawayAuthority;
let controlPlane: Certificate;
let own: Certificate;
let screen: Server;
let screens: Socket[];
let listener: ConsoleListener;

beforeEach(async () => {
  authority = await createThrowawayAuthority();
  controlPlane = await authority.issue('cellar:control-plane');
  own = await authority.issue('cellar:cell:own');
  screens = [];
  // The guest's screen echoes, and says good-bye once the other side has ended.
  screen = createServer({ allowHalfOpen: true }, (socket) => {
    screens.push(socket);
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => socket.write(bytes));
    socket.on('end', () => socket.end('bye'));
  }).listen(0, '127.0.0.1');
  await once(screen, 'listening');
  listener = await listenForConsoles({
    keys: new CellKeys({ ...own, caCertificate: authority.certificate }),
    listen: '127.0.0.1',
    port: 0,
    hypervisor: { openConsole, takeChannel: async () => undefined },
    arrivals: new Arrivals(),
    log: createLogger('silent'),
    headTimeoutMs: 500,
  });
});
afterEach(async () => {
  await listener[Symbol.asyncDispose]();
  for (const socket of screens) socket.destroy();
  screen.close();
});

async function openConsole(id: string): Promise<Socket> {
  if (id !== guestId) throw new DomainError('not_found', 'no such guest', { reason: 'guest_not_found' });
  const socket = connectPlain({
    port: (screen.address() as AddressInfo).port,
    host: '127.0.0.1',
    allowHalfOpen: true,
  });
  await once(socket, 'connect');
  return socket;
}

async function dial(keys: Certificate = controlPlane, ca = authority.certificate): Promise<TLSSocket> {
  const checkServerIdentity = () => undefined;
  const tls = { ca, key: keys.key, cert: keys.certificate, checkServerIdentity, allowHalfOpen: true };
  const socket = connect({ host: '127.0.0.1', port: listener.port, ...tls });
  await once(socket, 'secureConnect');
  return socket;
}

async function read(socket: TLSSocket, bytes: number): Promise<string> {
  let text = '';
  while (text.length < bytes) {
    const [chunk] = await once(socket, 'data');
    text += String(chunk);
  }
  return text;
}

async function readAll(socket: TLSSocket): Promise<string> {
  let text = '';
  for await (const chunk of socket) text += String(chunk);
  return text;
}

test('bytes go both ways, also those sent along with the header', async () => {
  const socket = await dial();
  socket.write(`${encodeTunnelHeader(guestId)}early`);
  expect(await read(socket, '{"ok":true}\nearly'.length)).toBe('{"ok":true}\nearly');
  socket.write('late');
  expect(await read(socket, 4)).toBe('late');
  socket.destroy();
});

test('a megabyte comes back whole', async () => {
  const socket = await dial();
  socket.write(encodeTunnelHeader(guestId));
  await read(socket, '{"ok":true}\n'.length);
  const sent = Buffer.alloc(1 << 20, 'x');
  socket.end(sent);
  const back = await readAll(socket);
  expect(back).toBe(`${sent.toString()}bye`);
});

test('after the client has ended, the guest still has its say; then both sides are closed', async () => {
  const socket = await dial();
  socket.end(encodeTunnelHeader(guestId));
  expect(await readAll(socket)).toBe('{"ok":true}\nbye');
  await expect.poll(() => screens[0]?.destroyed).toBe(true);
});

test('a client that vanishes closes the screen, a screen that vanishes closes the client', async () => {
  const gone = await dial();
  gone.write(encodeTunnelHeader(guestId));
  await once(gone, 'data');
  gone.destroy();
  await expect.poll(() => screens[0]?.destroyed).toBe(true);

  const left = await dial();
  left.on('error', () => undefined);
  left.write(encodeTunnelHeader(guestId));
  await once(left, 'data');
  left.resume();
  const closed = once(left, 'close');
  screens[1]?.destroy();
  left.once('end', () => left.end());
  await closed;
});

async function refusal(socket: TLSSocket): Promise<unknown> {
  const line = await readAll(socket);
  socket.destroy();
  try {
    decodeTunnelAnswer(line.trimEnd());
    return null;
  } catch (error) {
    return error;
  }
}

test('an unknown guest, a bad header and a long header are answered with their errors', async () => {
  const unknown = await dial();
  unknown.write(encodeTunnelHeader(randomUUID()));
  expect(await refusal(unknown)).toMatchObject({ code: 'not_found', reason: 'guest_not_found' });
  const bad = await dial();
  bad.write('GET / HTTP/1.1\n');
  expect(await refusal(bad)).toMatchObject({ code: 'invalid', reason: 'bad_tunnel_header' });
  const long = await dial();
  long.write('x'.repeat(2_000));
  expect(await refusal(long)).toMatchObject({ code: 'invalid', reason: 'bad_tunnel_header' });
});

test('a client that names no guest in time is cut off', async () => {
  const socket = await dial();
  socket.resume();
  await once(socket, 'end');
  socket.destroy();
  expect(screens).toEqual([]);
});

test('another cell and a foreign certificate get no screen', async () => {
  const cell = await dial(own);
  cell.write(encodeTunnelHeader(guestId));
  expect(await refusal(cell)).toMatchObject({ code: 'forbidden', reason: 'not_control_plane' });
  const foreign = await createThrowawayAuthority();
  const socket = await dial(await foreign.issue('cellar:control-plane'));
  socket.on('error', () => undefined);
  socket.write(encodeTunnelHeader(guestId));
  expect(await readAll(socket).catch(() => 'cut off')).not.toContain('ok');
  expect(screens).toEqual([]);
});
