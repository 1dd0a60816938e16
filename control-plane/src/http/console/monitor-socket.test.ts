import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { Duplex, duplexPair } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { DomainError } from '../../../../proto/src/errors.ts';
import { poll } from '../../../../test/support/poll.ts';
import { createMonitorSocket, type MonitorSocket } from './monitor-socket.ts';
import { attachUpgrades } from './upgrades.ts';

interface Screen {
  readonly guest: Duplex;
  readonly reasons: string[];
}

let server: Server;
let monitor: MonitorSocket;
let port: number;
let channels: Map<string, Duplex>;
let reasons: string[];
let failures: unknown[];

beforeEach(async () => {
  channels = new Map();
  reasons = [];
  failures = [];
  monitor = createMonitorSocket({
    connect: async ({ channelId }) => {
      const stream = channels.get(channelId);
      channels.delete(channelId);
      if (channelId === 'broken') throw new TypeError('a bug');
      if (!stream) throw new DomainError('not_found', `invalid monitor channel '${channelId}'`);
      return { stream, closed: async (reason) => void reasons.push(reason) };
    },
    addressOf: () => '127.0.0.1',
    onFailure: (error) => failures.push(error),
    pingIntervalMs: 40,
  });
  server = createServer((_request, response) => response.end('page'));
  attachUpgrades(server, [monitor.handle]);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});

afterEach(async () => {
  monitor.close();
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

/** A channel whose guest's side the test holds. */
function offer(channelId: string): Screen {
  const [ours, guest] = duplexPair();
  channels.set(channelId, ours);
  return { guest, reasons };
}

function url(channelId: string): string {
  return `ws://127.0.0.1:${port}/api/v1/monitor_channels/${channelId}`;
}

async function opened(client: WebSocket): Promise<WebSocket> {
  await once(client, 'open');
  return client;
}

/** Status and body of the answer in place of an upgrade. */
async function refusal(client: WebSocket): Promise<{ status: number | undefined; body: unknown }> {
  client.on('error', () => undefined);
  const [, response] = await once(client, 'unexpected-response');
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode, body: JSON.parse(Buffer.concat(chunks).toString()) };
}

/** A client that shakes hands and then never reads. */
async function stalledClient(channelId: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  const head = ['Host: 127.0.0.1', 'Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Version: 13'];
  const key = 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==';
  socket.write(
    `GET /api/v1/monitor_channels/${channelId} HTTP/1.1\r\n${[...head, key].join('\r\n')}\r\n\r\n`,
  );
  await once(socket, 'readable');
  return socket;
}

describe('the monitor socket', () => {
  it.each(['', '/'])('carries bytes both ways as binary frames (path ending in %j)', async (slash) => {
    const { guest } = offer('one');
    guest.write('RFB 003.008\n');
    const client = new WebSocket(url('one') + slash);
    const [greeting, isBinary] = await once(client, 'message');
    expect([greeting.toString(), isBinary]).toEqual(['RFB 003.008\n', true]);
    expect(client.protocol).toBe('');
    client.send('text is ignored');
    client.send(Buffer.from('key'));
    const [bytes] = await once(guest, 'data');
    expect(bytes.toString()).toBe('key');
    client.close();
    await once(client, 'close');
  });

  it('chooses the sub-protocol binary where it is offered', async () => {
    offer('one');
    const client = await opened(new WebSocket(url('one'), ['base64', 'binary']));
    expect(client.protocol).toBe('binary');
    client.terminate();
  });

  it('answers small messages in order', async () => {
    const { guest } = offer('one');
    guest.pipe(guest);
    const client = await opened(new WebSocket(url('one')));
    for (let round = 0; round < 200; round += 1) {
      client.send(Buffer.from(`message ${round}`));
      const [echo] = await once(client, 'message');
      expect(echo.toString()).toBe(`message ${round}`);
    }
    client.terminate();
  });

  it('carries much at once unchanged', async () => {
    const { guest } = offer('one');
    guest.pipe(guest);
    const client = await opened(new WebSocket(url('one')));
    const sent = Buffer.alloc(20 * 1024 * 1024, 'all the pixels of a screen');
    const received: Buffer[] = [];
    let receivedBytes = 0;
    client.on('message', (chunk: Buffer) => {
      received.push(chunk);
      receivedBytes += chunk.length;
    });
    for (let at = 0; at < sent.length; at += 65_536) client.send(sent.subarray(at, at + 65_536));
    await poll('everything came back', () => receivedBytes >= sent.length);
    expect(Buffer.concat(received).equals(sent)).toBe(true);
    client.terminate();
  });

  it('takes a channel once', async () => {
    offer('one');
    const first = await opened(new WebSocket(url('one')));
    expect(await refusal(new WebSocket(url('one')))).toEqual({
      status: 200,
      body: { error_code: 500, message: "invalid monitor channel 'one'", data: {} },
    });
    first.terminate();
  });

  it('refuses pages of other origins without using the channel up', async () => {
    const { guest } = offer('one');
    const foreign = await refusal(new WebSocket(url('one'), { origin: 'http://evil.example' }));
    expect(foreign).toMatchObject({ status: 403, body: { error_code: 500 } });
    const own = await opened(new WebSocket(url('one'), { origin: `http://127.0.0.1:${port}` }));
    guest.end();
    const [code] = await once(own, 'close');
    expect(code).toBe(1000);
  });

  it('refuses what is no handshake without using the channel up', async () => {
    offer('one');
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk;
      });
      socket.on('close', () => resolve(text));
      socket.write(
        'GET /api/v1/monitor_channels/one HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
      );
    });
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    expect(channels.has('one')).toBe(true);
  });

  it('answers 404 at every other path', async () => {
    for (const path of ['/', '/api/v1/monitor_channels/', '/api/v1/monitor_channels/a/b', '/%ff']) {
      const answer = await refusal(new WebSocket(`ws://127.0.0.1:${port}${path}`));
      expect(answer).toMatchObject({ status: 404, body: { error_code: 500 } });
    }
  });

  it('tells nothing of a bug but its request', async () => {
    const answer = await refusal(new WebSocket(url('broken')));
    expect(answer).toMatchObject({
      status: 200,
      body: { message: expect.stringMatching(/^internal error, see the log/) },
    });
    expect(failures).toHaveLength(1);
  });

  it.each([
    ['the client closes', 'client', (client: WebSocket) => client.close()],
    ['the client vanishes', 'client', (client: WebSocket) => client.terminate()],
    ['the guest ends', 'guest', (_client: WebSocket, guest: Duplex) => guest.end()],
    [
      'the stream breaks',
      'error',
      (_client: WebSocket, _guest: Duplex, ours: Duplex) => ours.destroy(new Error('cell gone')),
    ],
    ['a frame is too large', 'client', (client: WebSocket) => client.send(Buffer.alloc(2 * 1024 * 1024))],
  ])('ends both sides and tells it once when %s', async (_what, reason, act) => {
    const [ours, guest] = duplexPair();
    channels.set('one', ours);
    guest.resume();
    const client = await opened(new WebSocket(url('one')));
    const clientClosed = once(client, 'close');
    act(client, guest, ours);
    await clientClosed;
    await poll('the stream is destroyed', () => ours.destroyed && reasons.length > 0);
    expect(reasons).toEqual([reason]);
  });

  it('still delivers what the client sent right before it closed', async () => {
    const { guest } = offer('one');
    const client = await opened(new WebSocket(url('one')));
    client.send(Buffer.from('the last key'));
    client.close();
    const [bytes] = await once(guest, 'data');
    expect(bytes.toString()).toBe('the last key');
  });

  it('holds at most 8 MiB for a client that does not read', async () => {
    let handedOut = 0;
    const chunk = Buffer.alloc(65_536);
    channels.set(
      'one',
      new Duplex({
        read() {
          handedOut += chunk.length;
          this.push(chunk);
        },
        write: (_bytes, _encoding, done) => done(),
      }),
    );
    const heldBefore = process.memoryUsage().arrayBuffers;
    const client = await stalledClient('one');
    client.pause();
    let before = -1;
    await poll('the stream stands still', () => {
      const stands = handedOut === before;
      before = handedOut;
      return stands;
    });
    // The kernel's socket buffers hold some of it; the rest is ours.
    const held = handedOut - client.bytesRead;
    expect(held).toBeLessThan(16 * 1024 * 1024);
    expect(process.memoryUsage().arrayBuffers - heldBefore).toBeLessThan(8 * 1024 * 1024);
    client.destroy();
    await poll('the end is told', () => reasons.length === 1);
  });

  it('holds little for a guest that does not read', async () => {
    const { guest } = offer('one');
    const client = await opened(new WebSocket(url('one')));
    const frame = Buffer.alloc(65_536);
    let sent = 0;
    // Sends until the server takes no more: then the client's own queue grows.
    await poll('the client has to wait', () => {
      for (let count = 0; count < 32; count += 1) client.send(frame);
      sent += 32 * frame.length;
      return client.bufferedAmount > 16 * 1024 * 1024;
    });
    let received = 0;
    guest.on('data', (chunk) => {
      received += chunk.length;
    });
    await poll('everything arrives once the guest reads', () => received === sent);
    client.terminate();
  });

  it('pings, and ends a client that never answers', async () => {
    offer('one');
    const client = await stalledClient('one');
    client.resume();
    await once(client, 'close');
    await poll('the end is told', () => reasons.length === 1);
    expect(reasons).toEqual(['client']);
  });
});
