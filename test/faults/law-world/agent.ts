import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { startCell } from '../../../cell-agent/src/app.ts';
import { settingsSchema } from '../../../cell-agent/src/config/schema.ts';
import { createVirtualClock } from '../../../cell-agent/src/hypervisor/fake/clock.ts';
import {
  createFakeHypervisor,
  type FakeHypervisor,
} from '../../../cell-agent/src/hypervisor/fake/hypervisor.ts';
import { createLogger } from '../../../cell-agent/src/observe/logger.ts';
import type { CellGateway } from '../../../control-plane/src/use-cases/ports/index.ts';
import { startMs } from '../../support/domain-samples.ts';
import type { Ground } from './ground.ts';
import { bootMs, lawGuest, lawStorage, wholeImages } from './samples.ts';

/** One real agent over a fake hypervisor whose clock stands still. */
export async function startLawAgent({ authority, keys: all }: Ground, cellId: string) {
  const keys = all[cellId] ?? { key: '', certificate: '' };
  const data = await mkdtemp(join(tmpdir(), 'cellar-law-cell-'));
  const clock = createVirtualClock(startMs);
  const fake = createFakeHypervisor({ cellId, clock, bootMs, migrationMs: 0 });
  const caCertificate = authority.certificate;
  const place = {
    name: 'cell_law',
    port: 0,
    advertise: '',
    addressIsFound: false,
    controlPlane: '',
    caCertificate,
    cellId,
  };
  const running = await startCell({
    settings: settingsSchema.parse({
      data,
      hypervisor: 'fake',
      agent: { listen: '127.0.0.1', port: 0, console_port: 0 },
    }),
    identity: { ...place, ...keys, notBefore: new Date(), notAfter: new Date() },
    log: createLogger('silent'),
    warnings: () => [],
    hypervisor: fake,
  });
  return {
    port: running.port,
    advance: () => clock.advance(bootMs),
    async attach(cells: CellGateway, name: string): Promise<void> {
      const target = join(data, name);
      await mkdir(target);
      const storage = { name, id: randomUUID(), type: 'directory', host: '', target } as const;
      await cells.attachStorage(cellId, { ...storage, initialize: true }, { timeoutMs: 20_000 });
    },
    /** Whole images are left to the cache; a part of one is a leftover. */
    state: async () => ({
      guests: (await fake.listGuests()).map(({ operationId: _, ...guest }) => guest),
      disks: fake.listDisks(),
      hidden: fake.listHidden(),
      snapshotsOnCell: await snapshotsOf(fake),
      parts: (await readdir(join(data, 'images'))).filter((name) => !wholeImages.has(name)),
      shared: (await filesBelow(join(data, lawStorage))).filter((name) => !wholeImages.has(basename(name))),
    }),
    async [Symbol.asyncDispose]() {
      await running[Symbol.asyncDispose]();
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** None if there is no such folder. */
async function filesBelow(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  return names.toSorted();
}

async function snapshotsOf(fake: FakeHypervisor): Promise<object[]> {
  const snapshots = await fake.listSnapshots(lawGuest.id).catch(() => []);
  return snapshots.map(({ operationId: _, ...snapshot }) => snapshot);
}
