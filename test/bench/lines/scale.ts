/** A thousand cells that live and report, with 20,000 and 100,000 guests: what reads, reports and losses cost. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { decodeEvent, encodeEvent } from '../../../proto/src/convert-events.ts';
import { cellar } from '../../../proto/src/runtime.ts';
import { cpuMicroseconds, residentMebibytes } from '../child-program.ts';
import type { Comparison, Line } from '../harness.ts';
import { bundleBareServer, type ServingProgram } from '../seeded-control-plane.ts';
import { type Load, load, type Request } from '../wrk.ts';
import { openZone, type Zone } from '../zone.ts';

const cells = 1_000;
const sizes = [
  { cells, guests: 20_000, running: 20_000 },
  { cells, guests: 100_000, running: 20_000 },
];
const beatMs = 2_000;
const silentAfterMs = 10_000;
const measuredMs = 10_000;

export const scale: Line = {
  name: 'scale',
  async *comparisons() {
    yield* idleCells();
    for (const size of sizes) {
      await using stack = new AsyncDisposableStack();
      const zone = await openZone(stack, size);
      const serveBare = await bundleBareServer();
      const bare = stack.use(await serveBare(join(zone.folder, 'cellar.db')));
      const of = `, ${size.guests} guests`;
      yield once(`all ${cells} cells linked${of}`, 'ms', 'a beat of statistics', beatMs, zone.linkedMs);
      yield intake(zone, size.running, of);
      yield once(
        `memory of the control plane${of}`,
        'MiB',
        'bare Hono + better-sqlite3',
        await residentMebibytes(bare.pid),
        await residentMebibytes(zone.server.pid),
      );
      for (const [what, request, ratio] of await requests(zone))
        yield* loads(zone, bare, what + of, request, ratio);
      zone.pause(true);
      const lostMs = await zone.untilAlive(0);
      yield once(
        `all cells stopped, until all are lost${of}`,
        'ms',
        'silence that counts',
        silentAfterMs,
        lostMs,
      );
      zone.pause(false);
      const backMs = await zone.untilAlive(cells);
      yield once(
        `all cells going on, until all is known${of}`,
        'ms',
        'silence that counts',
        silentAfterMs,
        backMs,
      );
    }
  },
};

/** What is measured once and only told. */
function once(what: string, unit: string, against: string, floor: number, product: number): Comparison {
  const [floorOf, productOf] = [async () => floor, async () => product];
  return { what, unit, against, goal: null, repeats: 1, floor: floorOf, product: productOf };
}

async function* idleCells(): AsyncGenerator<Comparison, void, undefined> {
  const restingKibibytes = async (count: number) => {
    await using stack = new AsyncDisposableStack();
    const zone = await openZone(stack, { cells: count, guests: 0, running: 0 });
    await delay(measuredMs);
    return (await residentMebibytes(zone.server.pid)) * 1024;
  };
  const alone = await restingKibibytes(0);
  yield {
    what: `memory of an idle cell, ${cells} cells`,
    unit: 'KiB',
    against: 'the control plane without cells',
    goal: { value: 150 },
    repeats: 1,
    floor: async () => alone / cells,
    product: async () => ((await restingKibibytes(cells)) - alone) / cells,
  };
}

/** Processor time for one guest's sample of each beat, against the time to read it from its bytes. */
function intake({ server }: Zone, running: number, of: string): Comparison {
  return {
    what: `a guest's statistics, CPU of the control plane${of}`,
    unit: 'µs',
    against: 'bare decoding of the message',
    // A tenth of a core for 5,000 samples a second.
    goal: { value: 20 },
    repeats: 3,
    floor: async () => bareDecoding(running / cells),
    product: async () => {
      const before = await cpuMicroseconds(server.pid);
      const start = performance.now();
      await delay(measuredMs);
      const beats = (performance.now() - start) / beatMs;
      return ((await cpuMicroseconds(server.pid)) - before) / beats / running;
    },
  };
}

function bareDecoding(guests: number): number {
  const { Event } = cellar.cell.v1;
  const total = 1_700_000_000_000;
  const guest = { cpuUsage: 25, memoryAvailableBytes: 2 ** 28, diskAvailableBytes: 2 ** 30 };
  const bytes = { bytesRead: total, bytesWritten: total, bytesReceived: total, bytesSent: total };
  const node = {
    cpuUsage: 10,
    memoryAvailableBytes: 2 ** 32,
    diskBytes: 2 ** 40,
    diskAvailableBytes: 2 ** 39,
  };
  const rates = {
    readBytesPerSecond: 1e6,
    writeBytesPerSecond: 1e6,
    receiveBytesPerSecond: 1e6,
    sendBytesPerSecond: 1e6,
  };
  const all = Array.from({ length: guests }, (_, n) => ({
    guestId: `c0ffee00-0000-4000-8000-${String(n).padStart(12, '0')}`,
    ...guest,
    ...bytes,
  }));
  const event = {
    atMs: total,
    type: 'statistics',
    node: { ...node, ...rates },
    guests: all,
    storages: [],
  } as const;
  const message = Event.encode(encodeEvent(event)).finish();
  const times = Math.ceil(100_000 / guests);
  const { user: before } = process.cpuUsage();
  for (let n = 0; n < times; n += 1) decodeEvent(Event.decode(message));
  return (process.cpuUsage().user - before) / times / guests;
}

async function requests({ folder, guestId, cellName }: Zone): Promise<[string, Request, number | null][]> {
  const script = join(folder, 'page.lua');
  const page = JSON.stringify({ limit: 100, offset: 0, pool: 'default' });
  await writeFile(script, `wrk.method = "POST"\nwrk.body = '${page}'\n`);
  return [
    ['zone status', { path: '/api/v1/compute_zone_status/' }, 6],
    ['guest by id', { path: `/api/v1/guests/${guestId}` }, 8],
    ['page of 100 guests', { path: '/api/v1/search/guests/', script }, null],
    ['guests of a cell', { path: `/api/v1/guest_search/?pool=default&cell=${cellName}` }, null],
  ];
}

/** One load gives several numbers: the processor's time has the goal, the others are told. */
async function* loads(
  { server, client }: Zone,
  bare: ServingProgram,
  what: string,
  request: Request,
  ratio: number | null,
): AsyncGenerator<Comparison, void, undefined> {
  const taken: { readonly floor: Load[]; readonly product: Load[] } = { floor: [], product: [] };
  const take = async (side: Load[], program: ServingProgram, asked: Request) => {
    const one = await load(program, asked);
    side.push(one);
    return one.cpuMicroseconds;
  };
  yield {
    what: `${what}, CPU of the server`,
    unit: 'µs',
    against: 'H: hello-world on Hono, CPU',
    goal: ratio === null ? null : { ratio },
    repeats: 3,
    floor: () => take(taken.floor, bare, { path: '/hello' }),
    product: () => take(taken.product, server, { ...request, session: client.session }),
  };
  const replay = (name: string, unit: string, value: (load: Load) => number): Comparison => {
    const [floor, product] = [taken.floor.map(value), taken.product.map(value)];
    return {
      what: `${what}, ${name}`,
      unit,
      against: 'hello-world on Hono',
      goal: null,
      repeats: floor.length,
      floor: async () => floor.pop() ?? Number.NaN,
      product: async () => product.pop() ?? Number.NaN,
    };
  };
  yield replay('half answered within', 'ms', (one) => one.p50Ms);
  yield replay('99 of 100 answered within', 'ms', (one) => one.p99Ms);
  yield replay('requests', '/s', (one) => one.perSecond);
}
