/** Guests on their way between fake cells: their records travel, and bytes for as long as the way is to take. */
import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { DomainError } from '../../../../proto/src/errors.ts';
import type { Departure } from '../../../../proto/src/model-migration.ts';
import type { Arrival, MigrationHypervisor, Parcel } from '../port/migration.ts';
import type { LongCall, NewDisk } from '../port.ts';
import type { Clock } from './clock.ts';
import { type FakeDisk, type FakeGuest, type FakeMove, type FakeSnapshot, isVisible } from './state.ts';
import type { Store } from './store.ts';

export interface MigrationOptions {
  readonly store: Store;
  readonly clock: Clock;
  /** How long the way takes. */
  readonly migrationMs: number;
  readonly power: { goOn(guest: FakeGuest): void; forget(guestId: string): void };
  /** The guest's screen is here no more. */
  readonly onHidden: (guestId: string) => void;
  readonly createDisk: (disk: NewDisk, options: LongCall) => Promise<void>;
}

interface Luggage {
  readonly guest: FakeGuest;
  readonly disks: readonly FakeDisk[];
  readonly snapshots: readonly FakeSnapshot[];
}

const steps = 20;
const stepBytes = 16 * 1024;

export function createMigration(options: MigrationOptions): MigrationHypervisor {
  const { store, clock, migrationMs, power, onHidden, createDisk } = options;
  /** What has come for expected guests. As with QEMU's memory, it ends with the process. */
  const expected = new Map<string, { luggage: Luggage; live: boolean; complete: boolean }>();

  function onTheWay(operationId: string, guestId: string, ...roles: FakeMove['role'][]): FakeGuest | null {
    const guest = store.findAny(guestId);
    const move = guest?.move;
    return move?.operationId === operationId && roles.includes(move.role) ? guest : null;
  }

  function remove(guestId: string, copy: boolean): void {
    power.forget(guestId);
    store.putSnapshots(guestId, []);
    if (copy) store.removeDisks(guestId, store.findAny(guestId)?.spec.storage);
    store.removeGuest(guestId);
  }

  return {
    async departGuest(operationId, guestId, copy): Promise<Departure> {
      const guest = store.guest(guestId);
      const live = guest.state !== 'stopped';
      const snapshots = store.snapshots(guestId);
      if (copy && live && snapshots.length > 0) {
        throw conflict('guest_has_snapshots', guestId, `guest '${guest.spec.name}' runs and has snapshots`);
      }
      store.putGuest({ ...guest, move: { operationId, role: 'departing' } });
      const { move: _, ...plain } = guest;
      const disks = guest.spec.disks
        .map((_, index) => store.findDisk(guestId, index, guest.spec.storage))
        .filter((disk) => disk !== null)
        .filter(() => copy);
      const luggage: Luggage = { guest: plain, disks, snapshots };
      return { live, luggage: Buffer.from(JSON.stringify(luggage)) };
    },

    async sendGuest(operationId, guestId, { open }: Parcel, longCall: LongCall) {
      const guest = onTheWay(operationId, guestId, 'departing');
      if (guest === null) throw conflict('not_departing', guestId, `guest ${guestId} is not to leave`);
      const stream = await open('guest');
      stream.on('error', () => undefined);
      const abort = () => stream.destroy();
      longCall.signal?.addEventListener('abort', abort, { once: true });
      try {
        for (let step = 0; step < steps; step += 1) {
          await pause(clock, migrationMs / steps);
          if (longCall.signal?.aborted) throw new DomainError('cancelled', 'the migration was cancelled');
          await write(stream, Buffer.alloc(stepBytes));
          longCall.onProgress?.((100 * step) / steps);
        }
        await confirmed(stream);
      } finally {
        longCall.signal?.removeEventListener('abort', abort);
        stream.destroy();
      }
      power.forget(guestId);
      onHidden(guestId);
      store.putGuest({ ...(store.findAny(guestId) ?? guest), move: { operationId, role: 'departed' } });
      return new Uint8Array();
    },

    async leaveGuest(operationId, guestId, { copy }) {
      if (onTheWay(operationId, guestId, 'departing', 'departed') !== null) remove(guestId, copy);
    },

    async stayGuest(operationId, guestId) {
      const guest = onTheWay(operationId, guestId, 'departing', 'departed');
      if (guest === null) return;
      const { move: _, ...plain } = guest;
      power.goOn(plain);
    },

    async expectGuest(operationId, { spec, departure, copy, bases }: Arrival, longCall) {
      const guestId = spec.id;
      const present = store.findAny(guestId);
      const isLeftOver = present?.move?.role === 'departed' || present?.move?.operationId === operationId;
      if (present !== null && (isVisible(present) || !isLeftOver || present.move?.role === 'arrived'))
        throw new DomainError('already_exists', `guest ${guestId} is on this cell already`, {
          reason: 'guest_exists',
          subject: { kind: 'guest', id: guestId },
        });
      if (present !== null) remove(guestId, copy);
      const { storage } = spec;
      if (copy)
        for (const [index, { sizeBytes }] of spec.disks.entries())
          await createDisk({ guestId, index, sizeBytes, base: bases[index] ?? null, storage }, longCall);
      const luggage = JSON.parse(Buffer.from(departure.luggage).toString()) as Luggage;
      const move = { operationId, role: 'expected' } as const;
      store.putGuest({ ...luggage.guest, spec: structuredClone(spec), operationId, move });
      expected.set(guestId, { luggage, live: departure.live, complete: false });
      return new Uint8Array();
    },

    async takeChannel(operationId, guestId, _channel, stream: Duplex) {
      for await (const _ of stream);
      const arrival = expected.get(guestId);
      if (onTheWay(operationId, guestId, 'expected') === null || arrival === undefined) return;
      arrival.complete = true;
      stream.end('ok\n');
    },

    async arriveGuest(operationId, guestId) {
      if (onTheWay(operationId, guestId, 'arrived') !== null) return new Uint8Array();
      const guest = onTheWay(operationId, guestId, 'expected');
      const arrival = expected.get(guestId);
      if (guest === null || !arrival?.complete)
        throw conflict('guest_not_here', guestId, `guest ${guestId} has not come to this cell`);
      expected.delete(guestId);
      const { luggage } = arrival;
      const { storage } = guest.spec;
      for (const { storage: _, ...disk } of luggage.disks)
        store.putDisk({ ...disk, ...(storage !== '' && { storage }) });
      store.putSnapshots(guestId, luggage.snapshots);
      store.putGuest({ ...guest, move: { operationId, role: 'arrived' } });
      return new Uint8Array();
    },

    async admitGuest(operationId, guestId) {
      const present = store.findGuest(guestId);
      if (present?.operationId === operationId) return;
      const guest = onTheWay(operationId, guestId, 'arrived');
      if (guest === null)
        throw conflict('guest_not_here', guestId, `guest ${guestId} has not come to this cell`);
      const { move: _, ...plain } = guest;
      power.goOn(plain);
    },

    async refuseGuest(operationId, guestId, { copy, storage }) {
      if (onTheWay(operationId, guestId, 'arrived') !== null)
        throw conflict('guest_arrived', guestId, `guest ${guestId} is on this cell for good`);
      expected.delete(guestId);
      if (onTheWay(operationId, guestId, 'expected') !== null) remove(guestId, copy);
      else if (copy && store.findAny(guestId) === null) store.removeDisks(guestId, storage);
    },
  };
}

/** @throws DomainError `cell_unreachable` once the stream has ended. */
async function write(stream: Duplex, bytes: Buffer): Promise<void> {
  if (!stream.destroyed && stream.write(bytes)) return;
  const closed = new AbortController();
  const onClose = () => closed.abort();
  stream.once('close', onClose);
  if (stream.destroyed) onClose();
  try {
    await once(stream, 'drain', { signal: closed.signal });
  } catch {
    throw broken();
  } finally {
    stream.off('close', onClose);
  }
}

/** Ends the stream and waits for the target to have taken it all. */
async function confirmed(stream: Duplex): Promise<void> {
  stream.end();
  let answer = '';
  try {
    for await (const chunk of stream) answer += chunk;
  } catch {
    // Told below.
  }
  if (answer !== 'ok\n') throw broken();
}

function broken(): DomainError {
  return new DomainError('cell_unreachable', 'the target has not taken the whole guest', {
    reason: 'channel_broken',
  });
}

async function pause(clock: Clock, delayMs: number): Promise<void> {
  if (delayMs > 0) await new Promise<void>((resolve) => clock.setTimer(delayMs, resolve));
}

function conflict(reason: string, guestId: string, message: string): DomainError {
  return new DomainError('conflict', message, { reason, subject: { kind: 'guest', id: guestId } });
}
