/**
 * A world for the laws of operations: the control plane's store, listener and links, and one real agent over a fake
 * hypervisor whose clock stands still, joined by real gRPC. A restart ends the control plane's side; the agent stays.
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImageKind } from '../../../control-plane/src/domain/image.ts';
import type { AnyDefinition } from '../../../control-plane/src/operations/run-steps.ts';
import type { Store } from '../../../control-plane/src/use-cases/ports/index.ts';
import { sampleCell, sampleImage, startMs } from '../../support/domain-samples.ts';
import { enginePorts } from '../../support/engine-bench.ts';
import type { OperationWorld } from '../../support/operation-laws.ts';
import { openTemporaryStore } from '../../support/temporary-store.ts';
import { startLawAgent } from './agent.ts';
import { type Beginning, prepareGuest } from './beginnings.ts';
import { startControlSide } from './control-side.ts';
import { sharedGround } from './ground.ts';
import { lawBuildId, lawCellId, lawGuest, lawImage, lawMedia, lawTargetId } from './samples.ts';

export type CellWorld<Input> = OperationWorld<Input> & { restart(): Promise<void> };

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
  const shared = await sharedGround();
  const agent = await startLawAgent(shared, lawCellId);
  const target = verb.withTarget ? await startLawAgent(shared, lawTargetId) : null;
  const temporary = await openTemporaryStore();
  const cell = sampleCell({ id: lawCellId, name: 'cell_law', address: `127.0.0.1:${agent.port}` });
  await temporary.store.cells.insert(cell);
  if (target) {
    const place = { id: lawTargetId, name: 'cell_target', address: `127.0.0.1:${target.port}` };
    await temporary.store.cells.insert(sampleCell(place));
  }
  await insertImage(temporary.store, 'disk', lawImage);
  await insertImage(temporary.store, 'media', lawMedia);
  const files = await mkdtemp(join(tmpdir(), 'cellar-law-images-'));
  let side = await startControlSide(temporary.store, shared, files);
  const prepared = { ...lawGuest, storage };
  if (storage !== '') await agent.attach(side.cells, storage);
  await prepareGuest(beginning, prepared, temporary.store, side, agent.advance);
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
      side = await startControlSide(await temporary.reopen(), shared, files);
    },
    state: async () => ({
      guest: await temporary.store.guests.get(lawGuest.id),
      account: await temporary.store.guests.getAccount(lawGuest.id),
      demand: await temporary.store.guests.demandByCell(),
      usesImage: await temporary.store.guests.usesImage(lawImage.sha256),
      leases: await temporary.store.leases.list(),
      snapshots: await temporary.store.snapshots.list(lawGuest.id),
      sessions: await sessionsIn(temporary.store),
      completed: (await temporary.store.desktopRequests.list({ state: 'completed' }, 10)).map(({ id }) => id),
      built: await builtImage(temporary.store),
      volumes: (await temporary.store.volumes.list({})).map(untimed),
      floatingIps: (await temporary.store.userFloatingIps.search()).map(untimed),
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

async function sessionsIn(store: Store): Promise<object[]> {
  const sessions = await store.desktopSessions.list({});
  return sessions.map(({ id, rulePort, closedAtMs }) => ({ id, rulePort, open: closedAtMs === null }));
}

/** When something is tried again, or was done, is another time in each world. */
function untimed(row: object): object {
  return { ...row, dueAtMs: 0, attachedAtMs: 0 };
}

async function builtImage(store: Store): Promise<object | null> {
  const built = await store.images.get(lawBuildId);
  return built === undefined ? null : { phase: built.phase, content: built.content };
}

async function insertImage(
  store: Store,
  kind: ImageKind,
  { id, sha256, sizeBytes, format }: typeof lawImage | typeof lawMedia,
): Promise<void> {
  await store.images.insert(sampleImage({ id, kind, name: kind }));
  await store.images.setPhase(id, ['empty'], 'uploading');
  const described = { version: 1, format, sizeBytes, virtualSizeBytes: sizeBytes, sha256, sha1: '' };
  await store.images.setContent(id, described, startMs);
}
