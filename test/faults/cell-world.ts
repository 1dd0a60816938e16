/**
 * A world for the laws of operations: the control plane's store, listener and links, and one real agent over a fake
 * hypervisor whose clock stands still, joined by real gRPC. A restart ends the control plane's side; the agent stays.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { startCell } from '../../cell-agent/src/app.ts';
import { settingsSchema } from '../../cell-agent/src/config/schema.ts';
import { createVirtualClock } from '../../cell-agent/src/hypervisor/fake/clock.ts';
import {
  createFakeHypervisor,
  type FakeHypervisor,
} from '../../cell-agent/src/hypervisor/fake/hypervisor.ts';
import { createCertificateRequest } from '../../cell-agent/src/identity/certificate-request.ts';
import { createLogger } from '../../cell-agent/src/observe/logger.ts';
import { type Authority, openAuthority } from '../../control-plane/src/cells/authority.ts';
import { Gateway } from '../../control-plane/src/cells/gateway.ts';
import { startCellListener } from '../../control-plane/src/cells/listener.ts';
import type { Guest } from '../../control-plane/src/domain/guest.ts';
import { toGuestSpec } from '../../control-plane/src/domain/guest-spec.ts';
import type { ImageKind } from '../../control-plane/src/domain/image.ts';
import { createImageFiles } from '../../control-plane/src/images/image-files.ts';
import type { AnyDefinition } from '../../control-plane/src/operations/run-steps.ts';
import { systemTiming } from '../../control-plane/src/operations/timing.ts';
import { systemIds } from '../../control-plane/src/system/ids.ts';
import { RunLeases } from '../../control-plane/src/use-cases/failover/run-leases.ts';
import type {
  CellGateway,
  ImageFiles,
  LiveView,
  Store,
} from '../../control-plane/src/use-cases/ports/index.ts';
import { silentLog } from '../support/cell-listener.ts';
import { sampleCell, sampleGuest, sampleImage, startMs } from '../support/domain-samples.ts';
import { enginePorts } from '../support/engine-bench.ts';
import type { OperationWorld } from '../support/operation-laws.ts';
import { poll } from '../support/poll.ts';
import { openTemporaryStore } from '../support/temporary-store.ts';

const cellId = 'c0ffee00-0000-4000-8000-000000000007';
/** Of the cell that a guest may be moved to. */
export const lawTargetId = 'c0ffee00-0000-4000-8000-000000000008';
/** Of the migration that has left something there. */
export const lawMigration = 'left-behind';
/** From power on to the guest's agent, on the clock that stands still. */
const bootMs = 500;
const content = Buffer.concat([Buffer.from('QFI\xfb', 'latin1'), Buffer.alloc(200_000, 7)]);
const image = {
  id: '3f0e7b34-5f53-4b6c-8a3c-1f5b4a0d1c55',
  sha256: createHash('sha256').update(content).digest('hex'),
  sizeBytes: content.length,
  format: 'qcow2' as const,
};

const mediaContent = Buffer.alloc(50_000, 9);
const media = {
  id: '9d1f0c1e-7c1b-4a55-8c3e-0a2f6b1d7e21',
  sha256: createHash('sha256').update(mediaContent).digest('hex'),
  sizeBytes: mediaContent.length,
  format: 'iso' as const,
};

/** The guest that the operations of these worlds are about. */
export const lawGuest: Guest = sampleGuest({
  id: '6f1f6a52-8d8c-4d6e-9a39-2f4f6c1d0c11',
  cellId,
  disks: [
    { sizeBytes: 2 ** 30, imageSha256: image.sha256, clone: 'linked' },
    { sizeBytes: 2 ** 20, imageSha256: '', clone: 'linked' },
  ],
});
export const lawImage = image;
/** Name of a storage for guests on one. */
export const lawStorage = 'shared';
export const lawMedia = media;
/** Of the image that a law builds. */
export const lawBuildId = '5b9c2f34-1d0a-4f6e-9c57-6b7a8d9e0f12';

/** How the guest is when the operation begins. */
export type Beginning =
  | 'absent'
  | 'left-at-target'
  | 'stopped'
  | 'running'
  | 'with-snapshots'
  | 'with-media'
  | 'protected'
  | 'protected-running';
export type CellWorld<Input> = OperationWorld<Input> & { restart(): Promise<void> };

/** The authority, the image's file and the cells' keys, which all worlds share. */
async function makeGround() {
  const folder = await mkdtemp(join(tmpdir(), 'cellar-laws-'));
  const clock = { nowMs: () => Date.now() };
  const authority = await openAuthority({ folder: join(folder, 'pki'), hosts: ['127.0.0.1'], clock });
  const keysOf = async (id: string) => {
    const { key, request } = await createCertificateRequest(id);
    return { key, certificate: await authority.certifyCell(request, id) };
  };
  const keys: Record<string, { key: string; certificate: string }> = {
    [cellId]: await keysOf(cellId),
    [lawTargetId]: await keysOf(lawTargetId),
  };
  await writeFile(join(folder, image.id), content);
  await writeFile(join(folder, media.id), mediaContent);
  return { folder, clock, authority, keys };
}
type Ground = Awaited<ReturnType<typeof makeGround>>;
let ground: Promise<Ground> | undefined;

export async function removeGround(): Promise<void> {
  const made = await ground;
  if (made !== undefined) await rm(made.folder, { recursive: true, force: true });
}

export async function makeCellWorld<Input>(
  beginning: Beginning,
  verb: {
    readonly input: Input;
    readonly reserve?: (tx: Store) => Promise<void>;
    /** With another cell for it. */
    readonly withTarget?: boolean;
    readonly alsoKnown?: readonly AnyDefinition[];
  },
  /** Of the guest; the cell has it attached. */
  storage = '',
): Promise<CellWorld<Input>> {
  ground ??= makeGround();
  const shared = await ground;
  const agent = await startAgent(shared, cellId);
  const target = verb.withTarget ? await startAgent(shared, lawTargetId) : null;
  const temporary = await openTemporaryStore();
  const cell = sampleCell({ id: cellId, name: 'cell_law', address: `127.0.0.1:${agent.port}` });
  await temporary.store.cells.insert(cell);
  if (target) {
    const place = { id: lawTargetId, name: 'cell_target', address: `127.0.0.1:${target.port}` };
    await temporary.store.cells.insert(sampleCell(place));
  }
  await insertImage(temporary.store, 'disk', image);
  await insertImage(temporary.store, 'media', media);
  const files = await mkdtemp(join(tmpdir(), 'cellar-law-images-'));
  let side = await startSide(temporary.store, shared, files);
  const prepared = { ...lawGuest, storage };
  if (storage !== '') await agent.attach(side.cells, storage);
  await prepare(beginning, prepared, temporary.store, side, agent.advance);
  target?.advance();
  return {
    get ports() {
      const { cells, live, leases, imageFiles } = side;
      return { ...enginePorts(temporary.store), cells, live, leases, imageFiles };
    },
    subject: { kind: 'guest', id: lawGuest.id },
    alsoKnown: verb.alsoKnown ?? [],
    ...verb,
    async restart() {
      await side[Symbol.asyncDispose]();
      side = await startSide(await temporary.reopen(), shared, files);
    },
    state: async () => ({
      guest: await temporary.store.guests.get(lawGuest.id),
      account: await temporary.store.guests.getAccount(lawGuest.id),
      demand: await temporary.store.guests.demandByCell(),
      usesImage: await temporary.store.guests.usesImage(image.sha256),
      leases: await temporary.store.leases.list(),
      snapshots: await temporary.store.snapshots.list(lawGuest.id),
      built: await builtImage(temporary.store),
      imageFiles: await readdir(files, { recursive: true }),
      ...(await agent.state()),
      target: await target?.state(),
    }),
    async [Symbol.asyncDispose]() {
      await side[Symbol.asyncDispose]();
      await agent[Symbol.asyncDispose]();
      await target?.[Symbol.asyncDispose]();
      await temporary[Symbol.asyncDispose]();
      await rm(files, { recursive: true, force: true });
    },
  };
}

async function builtImage(store: Store): Promise<object | null> {
  const built = await store.images.get(lawBuildId);
  return built === undefined ? null : { phase: built.phase, content: built.content };
}

async function startAgent({ authority, keys: all }: Ground, cellId: string) {
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

const wholeImages = new Set([`${image.sha256}.qcow2`, `${media.sha256}.iso`]);

async function snapshotsOf(fake: FakeHypervisor): Promise<object[]> {
  const snapshots = await fake.listSnapshots(lawGuest.id).catch(() => []);
  return snapshots.map(({ operationId: _, ...snapshot }) => snapshot);
}

async function insertImage(
  store: Store,
  kind: ImageKind,
  { id, sha256, sizeBytes, format }: typeof image | typeof media,
): Promise<void> {
  await store.images.insert(sampleImage({ id, kind, name: kind }));
  await store.images.setPhase(id, ['empty'], 'uploading');
  const described = { version: 1, format, sizeBytes, virtualSizeBytes: sizeBytes, sha256, sha1: '' };
  await store.images.setContent(id, described, startMs);
}

interface Side extends AsyncDisposable {
  readonly cells: CellGateway;
  readonly live: LiveView;
  readonly leases: RunLeases;
  readonly imageFiles: ImageFiles;
}

/** The control plane's links and the listener that images come from. */
async function startSide(store: Store, { authority, clock, folder }: Ground, files: string): Promise<Side> {
  const received = await createImageFiles({ folder: files, log: silentLog });
  const given = new Set([image.id, media.id]);
  const imageFiles: ImageFiles = {
    ...received,
    path: (id, kind, version) => (given.has(id) ? join(folder, id) : received.path(id, kind, version)),
  };
  const links = { origins: () => [], refresh: () => undefined };
  const listener = await startCellListener({
    ports: { store, ids: systemIds, clock, imageFiles, authority, cellLinks: links },
    authority: authority satisfies Authority,
    listen: '127.0.0.1',
    port: 0,
    advertise: null,
    log: silentLog,
  });
  const origins = () => listener.origins;
  const gateway = new Gateway({ store, clock, authority, origins, silentAfterMs: 20_000, log: silentLog });
  await gateway.start();
  const leases = await RunLeases.open({
    store,
    cells: gateway.verbs,
    timing: systemTiming,
    settings: { durationMs: 600_000, beatMs: 20_000, marginMs: 0, longMs: 600_000 },
  });
  for (const { id, name } of await store.cells.list())
    await poll(`${name} is alive`, () => gateway.live.cell(id)?.alive === true);
  return {
    cells: gateway.verbs,
    live: gateway.live,
    leases,
    imageFiles,
    async [Symbol.asyncDispose]() {
      await gateway[Symbol.asyncDispose]();
      await listener[Symbol.asyncDispose]();
    },
  };
}

async function startWithMedia(cells: CellGateway, advance: () => void): Promise<void> {
  const [operationId, options] = ['before', { timeoutMs: 20_000 }];
  const { id: imageId, ...file } = media;
  await cells.pullImage(cellId, { operationId, imageId, ...file }, options);
  const boot = { type: 'media', media: { imageId, imageSha256: media.sha256 } } as const;
  await cells.startGuest(cellId, { operationId, guestId: lawGuest.id, boot }, options);
  advance();
}

/** What is left of a migration whose target became unreachable. */
async function expectAtTarget(cells: CellGateway): Promise<void> {
  const options = { timeoutMs: 20_000 };
  const about = { operationId: lawMigration, guestId: lawGuest.id, copy: true };
  const { id: imageId, ...file } = image;
  await cells.pullImage(lawTargetId, { operationId: lawMigration, imageId, ...file }, options);
  const departure = await cells.departGuest(cellId, about, options);
  await cells.stayGuest(cellId, about, options);
  const source = { sourceCellId: cellId, ticket: 'ticket' };
  const announced = { ...about, spec: toGuestSpec(lawGuest), departure, ...source };
  await cells.expectGuest(lawTargetId, announced, options);
}

async function prepare(
  beginning: Beginning,
  given: Guest,
  store: Store,
  { cells, leases }: Pick<Side, 'cells' | 'leases'>,
  advance: () => void,
): Promise<void> {
  if (beginning === 'absent') return;
  const [operationId, options] = ['before', { timeoutMs: 20_000 }];
  const { id: imageId, ...file } = image;
  const { storage } = given;
  const failover = beginning === 'protected' || beginning === 'protected-running';
  const guest = { ...given, phase: 'ready', failover } as const;
  await store.guests.insert(guest);
  await cells.pullImage(cellId, { operationId, imageId, ...file, storage }, options);
  await cells.createGuest(cellId, { operationId, spec: toGuestSpec(guest) }, options);
  if (beginning === 'stopped' || beginning === 'protected') return;
  if (failover) await leases.grant(cellId, lawGuest.id);
  if (beginning === 'left-at-target') {
    await expectAtTarget(cells);
    return;
  }
  if (beginning === 'with-media') {
    await startWithMedia(cells, advance);
    return;
  }
  if (beginning === 'with-snapshots') {
    for (const name of ['origin', 'next']) {
      const snapshot = { operationId, guestId: lawGuest.id, name, description: '' };
      const { snapshots } = await cells.createSnapshot(cellId, snapshot, options);
      await store.transaction((tx) => tx.snapshots.replace(lawGuest.id, snapshots));
    }
    return;
  }
  const boot = { type: 'disk' } as const;
  await cells.startGuest(cellId, { operationId, guestId: lawGuest.id, boot }, options);
  advance();
}
