/** Logins, sixteen on their way at once, against the hashing that each needs. */
import { scrypt } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { timed } from '../child-program.ts';
import type { Line } from '../harness.ts';
import { administrator, credentials, seedDataFolder, serveControlPlane } from '../seeded-control-plane.ts';
import { load } from '../wrk.ts';

const hash = promisify(scrypt) as (
  password: string,
  salt: string,
  bytes: number,
  options: object,
) => Promise<Buffer>;
const atOnce = 16;

export const login: Line = {
  name: 'login',
  async *comparisons() {
    await using stack = new AsyncDisposableStack();
    const data = stack.use(await seedDataFolder(100));
    const server = stack.use(await serveControlPlane(data.path));
    await administrator(server);
    const folder = await mkdtemp(join(tmpdir(), 'cellar-bench-'));
    stack.defer(() => rm(folder, { recursive: true, force: true }));
    const script = join(folder, 'login.lua');
    await writeFile(script, `wrk.method = "POST"\nwrk.body = '${JSON.stringify(credentials)}'\n`);
    yield {
      what: `a login, ${atOnce} at once`,
      unit: 'ms',
      against: 'scrypt of the same cost in the pool of Node',
      goal: { ratio: 1.25 },
      floor: async () => (await timed(hashAll)) / atOnce,
      product: async () => 1_000 / (await load(server, { path: '/api/v1/sessions/', script })).perSecond,
    };
  },
};

async function hashAll(): Promise<void> {
  const hashes = Array.from({ length: atOnce }, () =>
    hash('Bench-2026', 'salt', 32, { N: 2 ** 14, r: 8, p: 1 }),
  );
  await Promise.all(hashes);
}
