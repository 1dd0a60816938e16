/**
 * A hypervisor in memory, shipped as `--hypervisor fake`: for development, simulated clusters and benchmarks.
 * Outwardly its guests behave like real ones. The same seed and clock give the same guests.
 */
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { DomainError } from '../../../../proto/src/errors.ts';
import type { CellGuest, GuestSpec } from '../../../../proto/src/model.ts';
import type { GuestProcesses } from '../../leases/guest-processes.ts';
import type { Hypervisor, HypervisorEvent } from '../port.ts';
import { createChanges } from './changes.ts';
import { type Clock, systemClock } from './clock.ts';
import { createDisks } from './disks.ts';
import { fakeProcesses } from './fake-processes.ts';
import { createFilter } from './filter.ts';
import { createFloating } from './floating.ts';
import { guestAddresses, isAgentConnected } from './guest-agent.ts';
import { createMedia, removeExports } from './media.ts';
import { createMigration } from './migration.ts';
import { encodePng } from './png.ts';
import { createPower, off } from './power.ts';
import { createQos } from './qos.ts';
import { createScreens } from './screens.ts';
import { createSnapshots } from './snapshots.ts';
import type { FakeDisk, FakeGuest } from './state.ts';
import { type FakeHost, statisticsOfGuest, statisticsOfNode } from './statistics.ts';
import { createStorages } from './storages.ts';
import { createStore } from './store.ts';
import { createVolumes } from './volumes.ts';

export interface FakeHypervisorOptions {
  readonly cellId: string;
  readonly seed?: number;
  readonly clock?: Clock;
  readonly host?: Partial<FakeHost>;
  /** From power on to the guest agent. */
  readonly bootMs?: number;
  /** From the power button to power off. */
  readonly shutdownMs?: number;
  readonly fullCloneMs?: number;
  /** Whether guests may have an external interface; false if left out. */
  readonly externalBridge?: boolean;
  /** How long a guest takes to another cell. */
  readonly migrationMs?: number;
  /** Where guests and disks are kept, so that they survive the agent. Without it they end with the process. */
  readonly stateFile?: string;
  readonly ignoresAcpi?: (spec: GuestSpec) => boolean;
  /** Where the exports of its NFS servers are; cells with the same see the same. */
  readonly exportsPath?: string;
}

export interface FakeHypervisor extends Hypervisor {
  readonly kind: 'fake';
  readonly processes: GuestProcesses;
  /** What happens to guests by itself. Each fails with `not_found` or `conflict` as a verb does. */
  readonly simulate: {
    /** The guest is off, with reason `crashed`. */
    crash(guestId: string): void;
    pause(guestId: string, stateReason: string): void;
    resume(guestId: string): void;
    warn(guestId: string, code: string, message: string): void;
  };
  /** Every disk on the cell's storage, partial ones too. */
  listDisks(): readonly FakeDisk[];
  /** Ids of guests on their way to or from another cell. */
  listHidden(): readonly string[];
}

const gibibyte = 2 ** 30;
const defaultHost: FakeHost = { cpuCount: 32, memoryBytes: 128 * gibibyte, diskBytes: 2048 * gibibyte };

export function createFakeHypervisor(options: FakeHypervisorOptions): FakeHypervisor {
  const clock = options.clock ?? systemClock;
  const seed = `${options.seed ?? 1}/${options.cellId}`;
  const host = { ...defaultHost, ...options.host };
  const folder = options.stateFile === undefined ? tmpdir() : dirname(options.stateFile);
  const storages = createStorages(options.exportsPath ?? join(folder, 'exports'), async (path) => {
    const user = store.guests().find(({ spec }) => spec.storage === '');
    if (user !== undefined) throw storageInUse(user.spec);
    store.setStoragePath(path);
  });
  const store = createStore(options.stateFile ?? null, storages.disks);
  if (options.stateFile !== undefined && existsSync(folder)) removeExports(folder);
  const disks = createDisks(store, clock, options.fullCloneMs ?? 100);
  const screens = createScreens();
  const listeners = new Set<(event: HypervisorEvent) => void>();

  function emit(event: HypervisorEvent): void {
    for (const listener of [...listeners]) listener(event);
  }

  const power = createPower({
    store,
    clock,
    bootMs: options.bootMs ?? 500,
    shutdownMs: options.shutdownMs ?? 200,
    ignoresAcpi: options.ignoresAcpi ?? (() => false),
    onChanged: (guestId) => emit({ type: 'guest_changed', guestId }),
    onStopped: (guestId) => screens.remove(guestId),
    onReset: (guestId) => screens.clear(guestId),
  });

  const onChanged = (guestId: string) => emit({ type: 'guest_changed', guestId });
  const revise = (guestId: string, change: (spec: GuestSpec) => Partial<GuestSpec>) => {
    const guest = store.guest(guestId);
    store.putGuest({ ...guest, spec: { ...guest.spec, ...change(guest.spec) } });
    onChanged(guestId);
  };
  const snapshots = createSnapshots({ store, clock, goBack: power.goBack });
  const running = () => store.guests().filter((guest) => guest.state !== 'stopped');
  const describe = (guest: FakeGuest) => describeGuest(guest, clock.now());

  return {
    kind: 'fake',
    processes: fakeProcesses(store, (guestId) => power.crash(guestId)),
    describeHost: async () => ({
      version: '1.0',
      virtualization: 'kvm',
      cpuCount: host.cpuCount,
      memoryBytes: host.memoryBytes,
      storagePaths: [store.storagePath()],
      externalBridge: options.externalBridge ?? false,
      warnings: [
        { code: 'simulated', message: 'The guests of this cell are simulated: nothing really runs.' },
      ],
    }),

    listGuests: async () => store.guests().map(describe),
    getGuest: async (guestId) => describe(store.guest(guestId)),

    createDisk: disks.create,
    async deleteDisks(guestId, storage) {
      const isHidden = store.findGuest(guestId) === null && store.findAny(guestId) !== null;
      if (!isHidden) store.removeDisks(guestId, storage);
    },

    async defineGuest(operationId, spec) {
      if (store.findGuest(spec.id)?.operationId === operationId) return;
      const present = store.findAny(spec.id);
      if (present) {
        throw new DomainError('already_exists', `guest ${spec.id} exists already`, {
          reason: 'guest_exists',
          subject: { kind: 'guest', id: spec.id },
        });
      }
      store.putGuest({ ...off, spec: structuredClone(spec), operationId });
      emit({ type: 'guest_changed', guestId: spec.id });
    },
    async undefineGuest(guestId) {
      const guest = store.findGuest(guestId);
      if (guest === null) return;
      if (guest.state !== 'stopped') {
        throw new DomainError('conflict', `guest ${guestId} is running`, {
          reason: 'guest_running',
          subject: { kind: 'guest', id: guestId },
        });
      }
      power.forget(guestId);
      store.putSnapshots(guestId, []);
      store.removeGuest(guestId);
      emit({ type: 'guest_removed', guestId });
    },

    async startGuest(guestId, boot, options = {}) {
      disks.requireAll(store.guest(guestId).spec);
      power.start(guestId, boot, options);
    },
    shutdownGuest: async (guestId) => power.pressPowerButton(guestId),
    destroyGuest: async (guestId) => power.cut(guestId),
    rebootGuest: async (guestId) => power.reboot(guestId),
    resetGuest: async (guestId) => power.reset(guestId),
    guestsWaitingForRoom: async () =>
      running()
        .filter(isWaitingForRoom)
        .map(({ spec }) => spec.id),
    resumeGuest: async (guestId) => power.resume(guestId),
    isOnItsWay: async (guestId) => (store.findAny(guestId)?.move ?? null) !== null,

    ...createChanges({
      store,
      clock,
      hostMemoryBytes: host.memoryBytes,
      onChanged: (guestId) => emit({ type: 'guest_changed', guestId }),
    }),

    ...createFilter(revise),

    ...createFloating(revise),

    ...createVolumes(store, revise),

    ...createQos(revise),

    ...createMedia({ store, folder, live: power.live, onChanged, createDisk: disks.create }),

    ...storages.hypervisor,
    ...createMigration({
      store,
      clock,
      migrationMs: options.migrationMs ?? 200,
      power,
      onHidden: (guestId) => screens.remove(guestId),
      createDisk: disks.create,
    }),

    listSnapshots: async (guestId) => snapshots.list(guestId),
    createSnapshot: async (guestId, snapshot) => snapshots.create(guestId, snapshot),
    restoreSnapshot: async (guestId, name, _operationId, options = {}) =>
      snapshots.restore(guestId, name, options),
    deleteSnapshot: async (guestId, name) => snapshots.delete(guestId, name),

    openConsole: async (guestId) => screens.openConsole(power.live(guestId).spec),
    async takeScreenshot(guestId) {
      const picture = screens.of(power.live(guestId).spec).picture;
      return { mimeType: 'image/png', data: Readable.from([encodePng(picture)], { objectMode: false }) };
    },

    nodeStatistics: async () => statisticsOfNode(seed, host, running(), store.disks(), clock.now()),
    guestStatistics: async () => running().map((guest) => statisticsOfGuest(seed, guest, clock.now())),

    watch(listener) {
      const own = (event: HypervisorEvent) => listener(event);
      listeners.add(own);
      return () => listeners.delete(own);
    },

    simulate: {
      crash: power.crash,
      pause: power.pause,
      resume: power.resume,
      warn: (guestId, code, message) => emit({ type: 'warning', guestId, code, message }),
    },
    listDisks: () => store.disks(),
    listHidden: () => store.hidden().map(({ spec }) => spec.id),

    async [Symbol.asyncDispose]() {
      power.dispose();
      screens.dispose();
      listeners.clear();
    },
  };
}

function storageInUse({ id, name }: GuestSpec): DomainError {
  return new DomainError('conflict', `the guest ${name} has its disks there`, {
    reason: 'storage_in_use',
    subject: { kind: 'guest', id },
  });
}

function isWaitingForRoom({ state, stateReason }: FakeGuest): boolean {
  return state === 'paused' && stateReason === 'disk_full';
}

function describeGuest(guest: FakeGuest, nowMs: number): CellGuest {
  return {
    spec: guest.spec,
    state: guest.state,
    stateReason: guest.stateReason,
    operationId: guest.operationId,
    addresses: guestAddresses(guest, nowMs),
    media: guest.media,
    guestAgentConnected: isAgentConnected(guest, nowMs),
    startedAtMs: guest.startedAtMs,
  };
}
