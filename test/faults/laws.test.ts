/** Every operation that the engine knows obeys the laws, with real cells over fake hypervisors. */
import { afterAll, describe, expect, test } from 'vitest';
import { knownOperations } from '../../control-plane/src/operations/known-operations.ts';
import type { OperationDefinition } from '../../control-plane/src/operations/step.ts';
import type { Store } from '../../control-plane/src/use-cases/ports/index.ts';
import {
  insertDesktop,
  insertDesktopProject,
  insertMember,
  sampleDesktopRequest,
} from '../support/desktop-samples.ts';
import { sampleImage } from '../support/domain-samples.ts';
import { describeOperationLaws, type OperationLawOptions } from '../support/operation-laws.ts';
import type { Beginning } from './law-world/beginnings.ts';
import { makeCellWorld } from './law-world/cell-world.ts';
import { removeGround } from './law-world/ground.ts';
import {
  lawBuildId,
  lawFloatingIp,
  lawGuest,
  lawImage,
  lawMedia,
  lawMigration,
  lawStorage,
  lawTargetId,
  lawVolume,
} from './law-world/samples.ts';

interface Verb extends OperationLawOptions {
  readonly beginning: Beginning;
  readonly input: object;
  readonly withTarget?: boolean;
  /** What the verb writes in the transaction that submits the operation. */
  readonly reserve?: (tx: Store) => Promise<void>;
}

const { id: guestId, cellId } = lawGuest;
const placement = { chosen: { cellId, name: 'cell_law' }, scores: [], refused: [] };

const verbs: Readonly<Record<string, Verb>> = {
  'create-guest': {
    beginning: 'absent',
    input: { image: lawImage, placement },
    reserve: (tx) => tx.guests.insert({ ...lawGuest, phase: 'creating' }),
  },
  'delete-guest': {
    beginning: 'running',
    input: { force: true },
    reserve: (tx) => tx.guests.setPhase(guestId, 'deleting'),
    pointOfNoReturn: 'delete-on-cell',
  },
  'start-guest': {
    beginning: 'stopped',
    input: {
      image: lawImage,
      boot: { type: 'media', media: { imageId: lawImage.id, imageSha256: lawImage.sha256 } },
    },
    pointOfNoReturn: 'start-on-cell',
  },
  'stop-guest': { beginning: 'running', input: { force: true }, pointOfNoReturn: 'stop-on-cell' },
  'reboot-guest': { beginning: 'running', input: {}, pointOfNoReturn: 'reboot-on-cell' },
  'reset-guest': { beginning: 'running', input: {}, pointOfNoReturn: 'reset-on-cell' },
  'rename-guest': { beginning: 'stopped', input: { from: lawGuest.name, to: 'renamed', immediate: false } },
  'set-cores': { beginning: 'running', input: { from: lawGuest.cores, to: 4, immediate: true } },
  'set-memory': {
    beginning: 'running',
    input: { from: lawGuest.memoryBytes, to: 1.5 * lawGuest.memoryBytes, immediate: true },
  },
  'set-cpu-priority': {
    beginning: 'running',
    input: { from: lawGuest.qos, to: { ...lawGuest.qos, cpuPriority: 'high' }, immediate: true },
  },
  'set-disk-qos': {
    beginning: 'running',
    input: { from: lawGuest.qos, to: { ...lawGuest.qos, readIops: 100 }, immediate: true },
  },
  'set-network-qos': {
    beginning: 'stopped',
    input: { from: lawGuest.qos, to: { ...lawGuest.qos, sendBytesPerSecond: 2 ** 20 }, immediate: true },
  },
  'set-security-policy': {
    beginning: 'running',
    input: {
      from: lawGuest.securityPolicy,
      to: {
        defaultAction: 'reject',
        rules: [{ action: 'accept', protocol: 'tcp', toPort: 22, fromAddress: '10.0.0.0/8', interface: 0 }],
      },
      immediate: true,
    },
  },
  'set-auto-start': {
    beginning: 'running',
    input: { from: lawGuest.autoStart, to: !lawGuest.autoStart, immediate: true },
  },
  'set-monitor-secret': {
    beginning: 'running',
    input: { from: lawGuest.monitorSecret, to: 'another1', immediate: true },
  },
  'resize-disk': {
    beginning: 'running',
    input: { index: 1, sizeBytes: 2 ** 21, immediate: true },
    pointOfNoReturn: 'resize-on-cell',
  },
  'shrink-disk': { beginning: 'stopped', input: { index: 1 }, pointOfNoReturn: 'shrink-on-cell' },
  'set-guest-password': {
    beginning: 'running',
    input: { account: { user: 'root', password: 'Secret-1' } },
    pointOfNoReturn: 'set-in-guest',
  },
  'reset-system': {
    beginning: 'stopped',
    input: { image: lawImage },
    reserve: async (tx) => {
      await tx.guests.holdImage(guestId, lawImage.sha256);
      await tx.guests.setPhase(guestId, 'resetting');
    },
    pointOfNoReturn: 'reset-on-cell',
  },
  // A failed one leaves a running desktop stopped: nobody has it any more.
  'rebuild-desktop': {
    beginning: 'stopped',
    input: { image: lawImage },
    reserve: async (tx) => {
      await tx.guests.holdImage(guestId, lawImage.sha256);
      await tx.guests.setPhase(guestId, 'resetting');
    },
    pointOfNoReturn: 'reset-on-cell',
  },
  'insert-media': {
    beginning: 'running',
    input: { image: lawMedia, media: { imageId: lawMedia.id, imageSha256: lawMedia.sha256 } },
    pointOfNoReturn: 'insert-on-cell',
  },
  'eject-media': { beginning: 'with-media', input: {}, pointOfNoReturn: 'eject-on-cell' },
  'build-image': {
    beginning: 'stopped',
    input: { imageId: lawBuildId },
    reserve: (tx) => tx.images.insert(sampleImage({ id: lawBuildId, name: 'built', phase: 'building' })),
  },
  'migrate-guest': {
    beginning: 'running',
    withTarget: true,
    input: { targetCellId: lawTargetId, targetPool: lawGuest.pool, storage: '', copy: true, placement },
    reserve: async (tx) => {
      await tx.guests.reserveMove(guestId, { cellId: lawTargetId, pool: lawGuest.pool, storage: '' });
      await tx.guests.setPhase(guestId, 'migrating');
    },
    pointOfNoReturn: 'arrive',
  },
  'clear-moved-guest': {
    beginning: 'left-at-target',
    withTarget: true,
    input: { cellId: lawTargetId, migration: lawMigration, as: 'target', copy: true, storage: '' },
    pointOfNoReturn: 'clear-on-cell',
  },
  'create-snapshot': { beginning: 'running', input: { name: 'law', description: 'of the law' } },
  'restore-snapshot': {
    beginning: 'with-snapshots',
    input: { name: 'origin' },
    pointOfNoReturn: 'restore-on-cell',
  },
  'delete-snapshot': {
    beginning: 'with-snapshots',
    input: { name: 'origin' },
    pointOfNoReturn: 'delete-on-cell',
  },
  'fail-over-guest': {
    beginning: 'protected',
    input: { fromCellId: 'gone', start: true },
    pointOfNoReturn: 'adopt-on-cell',
  },
  'hand-over-desktop': {
    beginning: 'running',
    input: { requestId: 'request' },
    reserve: async (tx) => {
      await insertDesktopProject(tx, 'project');
      await insertMember(tx, 'project', 'anna');
      await insertDesktop(tx, 'project', guestId);
      const holder = { kind: 'user', id: 'anna' } as const;
      await tx.desktops.assign({ serverId: guestId, projectId: 'project', holder, createdAtMs: 0 });
      const client = { clientAddress: '192.0.2.7', connection: 'client' } as const;
      await tx.desktopRequests.insert(sampleDesktopRequest({ serverId: guestId, ...client }));
    },
  },
  'protect-guest': { beginning: 'running', input: {} },
  'attach-volume': {
    beginning: 'with-spare-volume',
    input: { volumeId: lawVolume.id },
    reserve: (tx) => tx.volumes.update(lawVolume.id, { state: 'attaching', guestId, slot: 0 }),
  },
  // Whoever waits for it gets it as soon as its guest lets go: until then it is tried again.
  'detach-volume': {
    beginning: 'with-volume',
    input: { volumeId: lawVolume.id },
    pointOfNoReturn: 'detach-on-cell',
  },
  'extend-volume': {
    beginning: 'with-volume',
    input: { volumeId: lawVolume.id, sizeBytes: 2 * lawVolume.sizeBytes },
    pointOfNoReturn: 'extend-on-cell',
  },
  'delete-volume': {
    beginning: 'with-spare-volume',
    input: { volumeId: lawVolume.id },
    reserve: (tx) => tx.volumes.update(lawVolume.id, { state: 'deleting' }),
    pointOfNoReturn: 'delete-on-cell',
  },
  'lead-floating-ip': {
    beginning: 'with-spare-volume',
    input: { floatingIpId: lawFloatingIp.id, address: lawFloatingIp.address, leads: true },
    reserve: (tx) => tx.userFloatingIps.lead(lawFloatingIp.id, { guestId }),
  },
  'unprotect-guest': { beginning: 'protected-running', input: {}, pointOfNoReturn: 'set-on-cell' },
};

afterAll(removeGround);

/** No cell has a part in these: their laws stand beside them. */
const elsewhere = ['auto-allocate-users'];
const onCells = knownOperations.filter(({ kind }) => !elsewhere.includes(kind));

test('each known operation has its world here', () => {
  expect(Object.keys(verbs).sort()).toEqual(onCells.map(({ kind }) => kind).sort());
});

describe.each(onCells.map((definition) => ({ kind: definition.kind, definition })))(
  '$kind',
  ({ kind, definition }) => {
    const verb = verbs[kind];
    if (verb === undefined) return;
    const { beginning, reserve, withTarget = false, ...options } = verb;
    const alsoKnown = knownOperations.filter((known) => withTarget && known !== definition);
    const input = { guestId, cellId, ...verb.input };
    const makeWorld = () =>
      makeCellWorld(beginning, { input, withTarget, alsoKnown, ...(reserve && { reserve }) });
    describeOperationLaws(definition as unknown as OperationDefinition<typeof input>, makeWorld, options);
  },
);

/** Those that make and remove files, of a guest whose disks are on storage that other cells share. */
const onStorage: Readonly<Record<string, Verb>> = {
  'create-guest': {
    ...verbs['create-guest'],
    reserve: (tx) => tx.guests.insert({ ...lawGuest, phase: 'creating', storage: lawStorage }),
  } as Verb,
  'delete-guest': verbs['delete-guest'] as Verb,
  'reset-system': verbs['reset-system'] as Verb,
};

describe.each(knownOperations.filter(({ kind }) => kind in onStorage))('$kind on storage', (definition) => {
  const { beginning, reserve, ...options } = onStorage[definition.kind] as Verb;
  const input = { guestId, cellId, ...options.input };
  const verb = reserve === undefined ? { input } : { input, reserve };
  const makeWorld = () => makeCellWorld(beginning, verb, lawStorage);
  describeOperationLaws(definition as unknown as OperationDefinition<typeof input>, makeWorld, options);
});
