import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import {
  createSecureContext,
  createServer,
  type PeerCertificate,
  type Server,
  type TLSSocket,
} from 'node:tls';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createThrowawayAuthority } from '../../../../test/support/throwaway-pki.ts';
import { openTunnel, type TunnelRequest } from './console-tunnel.ts';

const guestId = randomUUID();
let keys: { ca: string; key: string; cert: string };
let server: Server | undefined;
let sockets: TLSSocket[] = [];

beforeAll(async () => {
  const authority = await createThrowawayAuthority();
  const { key, certificate: cert } = await authority.issue('cellar:cell:c1');
  keys = { ca: authority.certificate, key, cert };
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  sockets = [];
  server?.close();
});
afterAll(() => server?.close());

/** An agent that does as told with each tunnel. */
async function open(behave: (socket: TLSSocket) => void, change: Partial<TunnelRequest> = {}) {
  server = createServer({ ...keys, requestCert: true }, (socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    behave(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const checkServerIdentity = () => undefined;
  const secureContext = createSecureContext(keys);
  return await openTunnel({
    cellName: 'cell_1',
    host: '127.0.0.1',
    port,
    secureContext,
    checkServerIdentity,
    guestId,
    timeoutMs: 5_000,
    ...change,
  });
}

test('the header names the guest, and what comes with the answer is the first of the stream', async () => {
  const screen = await open((socket) => {
    socket.once('data', (header: Buffer) => socket.write(`{"ok":true}\nRFB ${header.toString()}`));
  });
  const [first] = await once(screen, 'data');
  expect(first.toString()).toBe(`RFB {"guestId":"${guestId}"}\n`);
  screen.destroy();
});

test("the agent's error is the caller's", async () => {
  const refuse = open((socket) =>
    socket.write('{"error":{"code":"conflict","reason":"guest_stopped","message":"it is stopped"}}\n'),
  );
  await expect(refuse).rejects.toMatchObject({
    code: 'conflict',
    reason: 'guest_stopped',
    message: 'it is stopped',
  });
});

test.each([
  ['says nothing', () => undefined, { timeoutMs: 50 }, { code: 'timeout', reason: 'cell_timeout' }],
  ['hangs up', (socket: TLSSocket) => socket.end(), {}, { code: 'cell_unreachable' }],
  [
    'talks nonsense',
    (socket: TLSSocket) => socket.write('hello\n'),
    {},
    { code: 'invalid', reason: 'protocol' },
  ],
  ['never ends its line', (socket: TLSSocket) => socket.write('x'.repeat(2_000)), {}, { code: 'invalid' }],
])('an agent that %s', async (_what, behave, change, expected) => {
  await expect(open(behave, change)).rejects.toMatchObject(expected);
});

test('another cell than the one asked for, and a closed port', async () => {
  const checkServerIdentity = (_host: string, certificate: PeerCertificate) =>
    new Error(`not ${certificate.subjectaltname}`);
  let told = false;
  const wrong = open((socket) => socket.once('data', () => (told = true)), { checkServerIdentity });
  await expect(wrong).rejects.toMatchObject({
    code: 'cell_unreachable',
    message: "cell 'cell_1' is not reachable",
  });
  expect(told).toBe(false);
  await expect(open(() => undefined, { port: 1 })).rejects.toMatchObject({ code: 'cell_unreachable' });
});
