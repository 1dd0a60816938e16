/** What common reads cost the control plane, in units of H: the processor time of a hello-world on the same library. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Line } from '../harness.ts';
import {
  administrator,
  bundleBareServer,
  seedDataFolder,
  serveControlPlane,
} from '../seeded-control-plane.ts';
import { cpuMicrosecondsEach, type Request } from '../wrk.ts';

const page = { limit: 100, offset: 0, pool: 'default' };

export const reads: Line = {
  name: 'reads',
  async *comparisons() {
    await using stack = new AsyncDisposableStack();
    const few = await open(stack, 100);
    const many = await open(stack, 10_000);
    const serveBare = await bundleBareServer();
    const bare = stack.use(await serveBare(join(few.folder, 'cellar.db')));
    const hello = () => cpuMicrosecondsEach(bare, { path: '/hello' });
    const inUnitsOfH = (what: string, path: string, ratio: number) => ({
      what,
      unit: 'µs',
      against: 'H: hello-world on Hono, CPU',
      goal: { ratio },
      floor: hello,
      product: () => few.cost({ path }),
    });
    yield inUnitsOfH('zone status, CPU of the server', '/api/v1/compute_zone_status/', 6);
    yield inUnitsOfH('guest by id, CPU of the server', `/api/v1/guests/${few.guestId}`, 8);
    yield inUnitsOfH('list of 100 guests, CPU of the server', '/api/v1/guest_search/?pool=default', 25);

    const folder = await mkdtemp(join(tmpdir(), 'cellar-bench-'));
    stack.defer(() => rm(folder, { recursive: true, force: true }));
    const script = join(folder, 'post.lua');
    await writeFile(script, `wrk.method = "POST"\nwrk.body = '${JSON.stringify(page)}'\n`);
    const request = { path: '/api/v1/search/guests/', script };
    yield {
      what: 'page of 100 of 10,000 guests, CPU of the server',
      unit: 'µs',
      against: 'the same page of 100 guests',
      goal: { ratio: 1.3 },
      floor: () => few.cost(request),
      product: () => many.cost(request),
    };
  },
};

async function open(stack: AsyncDisposableStack, guests: number) {
  const folder = stack.use(await seedDataFolder(guests));
  const server = stack.use(await serveControlPlane(folder.path));
  const { session } = await administrator(server);
  return {
    folder: folder.path,
    guestId: folder.guestIds[0],
    cost: (request: Request) => cpuMicrosecondsEach(server, { ...request, session }),
  };
}
