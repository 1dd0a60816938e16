/** The built control plane on a database with many guests, and the barest Node service to set it against. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { ApiClient } from '../../control-plane/src/cli/api-client.ts';
import { initializeOnce } from '../../control-plane/src/cli/dev/first-run.ts';
import { freePorts } from '../../control-plane/src/cli/dev/ports.ts';
import { openStore } from '../../control-plane/src/store/index.ts';
import { systemClock } from '../../control-plane/src/system/clock.ts';
import { systemIds } from '../../control-plane/src/system/ids.ts';
import { seedDefaults } from '../../control-plane/src/use-cases/system/seed-defaults.ts';
import { sampleCell, sampleGuest } from '../support/domain-samples.ts';
import { poll } from '../support/poll.ts';
import { ChildProgram } from './child-program.ts';

const root = resolve(import.meta.dirname, '../..');
const user = 'admin';
const password = 'Bench-2026';

/** As a login takes them. */
export const credentials = { user, password, nonce: '' };

export interface DataFolder extends AsyncDisposable {
  readonly path: string;
  readonly guestIds: readonly string[];
}

/** A control plane's data with so many guests of one cell, which does not answer. */
export async function seedDataFolder(guests: number): Promise<DataFolder> {
  const path = await mkdtemp(join(tmpdir(), 'cellar-bench-'));
  const store = await openStore({ path: join(path, 'cellar.db'), clock: systemClock });
  await seedDefaults({ store, ids: systemIds, clock: systemClock });
  const cell = sampleCell({ address: '127.0.0.1:9' });
  const samples = Array.from({ length: guests }, (_, n) =>
    sampleGuest({ cellId: cell.id, name: `guest-${n}` }),
  );
  await store.transaction(async (tx) => {
    await tx.cells.insert(cell);
    for (const guest of samples) await tx.guests.insert(guest);
    const seen = { seenAtMs: systemClock.nowMs(), state: 'stopped', address: '' };
    await tx.guests.saveSeen(samples.map(({ id }) => ({ guestId: id, ...seen })));
  });
  await store[Symbol.asyncDispose]();
  return {
    path,
    guestIds: samples.map(({ id }) => id),
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  };
}

export interface ServingProgram extends AsyncDisposable {
  readonly origin: string;
  readonly pid: number;
  /** From the start of the process to its first answer that it is ready. */
  readonly readyMs: number;
}

/** Starts `dist/control-plane.js` on the data. */
export async function serveControlPlane(data: string): Promise<ServingProgram> {
  const [port = 0, cellPort = 0] = await freePorts(2);
  const environment = {
    CELLAR_DATA: data,
    CELLAR_LOG_LEVEL: 'error',
    CELLAR_NANO_PORT: String(port),
    CELLAR_IDENTITY_PORT: '0',
    CELLAR_RS_PORT: '0',
    CELLAR_BROKER_PORT: '0',
    CELLAR_NANO_SESSION_TIMEOUT_S: '86400',
    CELLAR_CELLS_LISTEN: '127.0.0.1',
    CELLAR_CELLS_PORT: String(cellPort),
    CELLAR_CELLS_ADVERTISE: '127.0.0.1',
  };
  return await serve(port, [join(root, 'dist/control-plane.js')], environment);
}

/** Logs in as the administrator, whom it makes first where there is none. */
export async function administrator({ origin }: ServingProgram): Promise<ApiClient> {
  const client = new ApiClient(origin);
  await initializeOnce(client, user, password);
  await client.login(user, password);
  return client;
}

/** Bundles the bare service as the product is bundled; returns a starter of it on a database. */
export async function bundleBareServer(): Promise<(database: string) => Promise<ServingProgram>> {
  const folder = join(root, '.cache/bench');
  await mkdir(folder, { recursive: true });
  const program = join(folder, 'bare-server.js');
  await build({
    entryPoints: [join(import.meta.dirname, 'programs/bare-server.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    external: ['better-sqlite3'],
    logLevel: 'warning',
  });
  return async (database) => {
    const [port = 0] = await freePorts(1);
    return await serve(port, [program, String(port), database], {});
  };
}

async function serve(
  port: number,
  args: readonly string[],
  environment: Record<string, string>,
): Promise<ServingProgram> {
  const origin = `http://127.0.0.1:${port}`;
  const start = performance.now();
  const program = new ChildProgram(process.execPath, args, environment);
  await poll(`${args[0]} is ready`, () => isReady(origin), 30_000, 2);
  const readyMs = performance.now() - start;
  return { origin, pid: program.pid, readyMs, [Symbol.asyncDispose]: () => program[Symbol.asyncDispose]() };
}

function isReady(origin: string): Promise<boolean> {
  return new Promise((done) => {
    get(`${origin}/readyz`, { agent: false }, (response) => {
      response.resume();
      done(response.statusCode === 200);
    }).on('error', () => done(false));
  });
}
