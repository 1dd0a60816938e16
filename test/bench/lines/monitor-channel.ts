/**
 * A key's way to a guest's screen and back: browser → control plane → cell agent → screen, against one relay with one
 * hop (websockify). An echo stands in for the screen, so that only the way counts.
 */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { ApiClient } from '../../../control-plane/src/cli/api-client.ts';
import { freePorts } from '../../../control-plane/src/cli/dev/ports.ts';
import { poll } from '../../support/poll.ts';
import { ChildProgram } from '../child-program.ts';
import { type Line, spread } from '../harness.ts';
import { createNanoGuest, startNanoGuest } from '../nano-guest.ts';
import { administrator, seedDataFolder, serveControlPlane } from '../seeded-control-plane.ts';

const roundTrips = 3_000;
const programs = join(import.meta.dirname, '../programs');

export const monitorChannel: Line = {
  name: 'monitor-channel',
  async *comparisons() {
    await using stack = new AsyncDisposableStack();
    const echo = stack.use(new ChildProgram(process.execPath, [join(programs, 'echo-server.ts')]));
    const screenPort = await echo.nextLine();
    const relayed = await openRelay(stack, screenPort);
    const channel = await openChannel(stack, screenPort);
    for (const [title, share, ratio] of [
      ['median', 0.5, 2],
      ['99 of 100', 0.99, 5],
    ] as const) {
      yield {
        what: `16 bytes there and back by two hops, ${title}`,
        unit: 'µs',
        against: 'websockify, one hop without TLS',
        goal: { ratio },
        floor: () => roundTripMicroseconds(relayed, share),
        product: () => roundTripMicroseconds(channel, share),
      };
    }
  },
};

/** The channel of a running guest of a fake cell. */
async function openChannel(stack: AsyncDisposableStack, screenPort: string): Promise<WebSocket> {
  const folder = stack.use(await seedDataFolder(0));
  const data = await mkdtemp(join(tmpdir(), 'cellar-bench-'));
  stack.defer(() => rm(data, { recursive: true, force: true }));
  const controlPlane = stack.use(await serveControlPlane(folder.path));
  const client = await administrator(controlPlane);
  const { join_token: created } = await client.cellar<{ join_token: { token: string } }>(
    'POST',
    '/join-tokens',
    {
      pool: 'default',
    },
  );
  const args = [join(programs, 'echo-cell.ts'), data, created.token, screenPort];
  const agent = stack.use(new ChildProgram(process.execPath, args));
  const cellId = await agent.nextLine();
  await poll('the cell is alive', () => isAlive(client, cellId));
  const guest = await createNanoGuest(client, { name: 'bench', diskBytes: 2 ** 30 });
  await startNanoGuest(client, guest);
  const { id } = await client.nano<{ id: string }>('POST', '/monitor_channels/', { guest });
  return await openSocket(
    stack,
    `${controlPlane.origin.replace('http', 'ws')}/api/v1/monitor_channels/${id}`,
  );
}

async function isAlive(client: ApiClient, cellId: string): Promise<boolean> {
  const { cells } = await client.cellar<{ cells: { id: string; alive: boolean }[] }>('GET', '/cells');
  return cells.some((cell) => cell.id === cellId && cell.alive);
}

async function openRelay(stack: AsyncDisposableStack, screenPort: string): Promise<WebSocket> {
  const [port] = await freePorts(1);
  const args = ['/usr/bin/websockify', `127.0.0.1:${port}`, `127.0.0.1:${screenPort}`];
  stack.use(new ChildProgram('/usr/bin/python3', args));
  let socket: WebSocket | undefined;
  await poll('websockify listens', async () => {
    socket = await openSocket(stack, `ws://127.0.0.1:${port}/`).catch(() => undefined);
    return socket !== undefined;
  });
  if (socket === undefined) throw new Error('websockify does not listen');
  return socket;
}

async function openSocket(stack: AsyncDisposableStack, url: string): Promise<WebSocket> {
  const socket = new WebSocket(url, ['binary'], { perMessageDeflate: false });
  await once(socket, 'open');
  stack.defer(async () => {
    const closed = once(socket, 'close');
    socket.terminate();
    await closed;
  });
  return socket;
}

async function roundTripMicroseconds(socket: WebSocket, share: number): Promise<number> {
  const message = Buffer.alloc(16, 1);
  const times: number[] = [];
  for (let n = 0; n < roundTrips; n += 1) {
    const start = performance.now();
    const answered = once(socket, 'message');
    socket.send(message);
    await answered;
    times.push((performance.now() - start) * 1_000);
  }
  return share === 0.5
    ? spread(times).median
    : (times.toSorted((a, b) => a - b)[Math.floor(share * roundTrips)] ?? Number.NaN);
}
