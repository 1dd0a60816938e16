/**
 * STEP             do                                              undo
 * reserve          (done by the verb's own transaction)            gives room and name back; the guest is ready
 * pull-images      has the images in the target's cache            –  (the cache collects unused ones)
 * transfer         source tells, target prepares, source sends     the guest stays; the target keeps nothing
 * arrive           the guest goes on at the target: this decides   –
 * record           the guest's row is the target's                 –
 * admit-on-target  an ordinary guest of the target                 –
 * leave-source     nothing of it stays at the source               –  (an unreachable source is cleared later)
 * release          the guest is ready                              –
 *
 * Until `arrive` the guest is the source's, and any failure leads back there. From then on it is the target's, and
 * nothing leads back. Whether `arrive` has happened is never guessed: as long as the target does not say, it is asked.
 */
import { DomainError, isTransient, toDomainError } from '../../../../proto/src/errors.ts';
import type { Guest } from '../../domain/guest.ts';
import { toGuestSpec } from '../../domain/guest-spec.ts';
import { isRunning } from '../../domain/live.ts';
import type { Placement } from '../../domain/placement.ts';
import type { OperationDefinition, StepRun } from '../../operations/step.ts';
import { noSuchGuest } from '../guests/guest-access.ts';
import type { GuestOperationInput } from '../guests/guest-operation.ts';
import { clearMovedGuest, isGone } from './clear-moved-guest.ts';
import { neededImages } from './needed-images.ts';

export interface MigrateGuestInput extends GuestOperationInput {
  readonly targetCellId: string;
  readonly targetPool: string;
  /** Name of the storage that its disks are on then; empty: the target's own. */
  readonly storage: string;
  /** The disks do not lie on storage that both cells have. */
  readonly copy: boolean;
  /** Why this cell and not another. */
  readonly placement: Placement;
}

type Run = StepRun<MigrateGuestInput>;

const shortMs = 60_000;
const forEver = Number.POSITIVE_INFINITY;

async function findGuest({ ports, input }: Run): Promise<Guest> {
  const guest = await ports.store.guests.get(input.guestId);
  if (!guest) throw noSuchGuest(input.guestId);
  return guest;
}

async function giveBack(run: Run): Promise<void> {
  const { guestId } = run.input;
  await run.ports.store.transaction(async (tx) => {
    if (hasArrived(run)) await tx.guests.takeMove(guestId);
    await tx.guests.dropMove(guestId);
    await tx.guests.setPhase(guestId, 'ready');
  });
}

async function pullImages(run: Run): Promise<void> {
  const { ports, operationId, input, signal, timeoutMs, onProgress } = run;
  const images = await neededImages(ports, await findGuest(run));
  for (const [index, { id: imageId, ...image }] of images.entries()) {
    const onImage = (percent: number) => onProgress((100 * index + percent) / images.length);
    const options = { timeoutMs, signal, onProgress: onImage };
    const storage = image.format === 'qcow2' && input.storage !== '' ? { storage: input.storage } : {};
    const request = { operationId, imageId, ...image, ...storage };
    await ports.cells.pullImage(input.targetCellId, request, options);
  }
}

/** Begins anew whatever an attempt before has left. Its result is what the target needs to let the guest go on. */
async function transfer(run: Run): Promise<{ cookie: string }> {
  const { ports, operationId, input, signal, timeoutMs, onProgress } = run;
  const { guestId, cellId, targetCellId, copy } = input;
  await callBack(run);
  const about = { operationId, guestId, copy };
  const soon = { timeoutMs: shortMs, signal };
  const departure = await ports.cells.departGuest(cellId, about, soon);
  const ticket = ports.ids.secret();
  const place = { pool: input.targetPool, storage: input.storage };
  const guest = await findGuest(run);
  if (needsLease(run, guest)) await ports.leases.grant(targetCellId, guestId, { signal });
  const spec = toGuestSpec({ ...guest, ...place });
  const announced = { operationId, spec, departure, copy };
  const expecting = { ...announced, sourceCellId: cellId, ticket };
  const cookie = await ports.cells.expectGuest(targetCellId, expecting, { timeoutMs, signal });
  const parcel = { ...about, cookie, targetCellId, ticket };
  const sent = await ports.cells.sendGuest(cellId, parcel, { timeoutMs, signal, onProgress });
  return { cookie: Buffer.from(sent).toString('base64') };
}

/** Until the source has let go of it, it has one on both cells. */
function needsLease({ ports, input }: Run, { failover }: Guest): boolean {
  return failover && isRunning(ports.live.guest(input.guestId));
}

/** The guest is the source's as before, and the target has nothing of it. */
async function callBack(run: Run): Promise<void> {
  await stay(run);
  await refuse(run);
}

async function stay({ ports, operationId, input, signal }: Run): Promise<void> {
  const { guestId, cellId } = input;
  const options = { timeoutMs: shortMs, signal };
  await ports.cells.stayGuest(cellId, { operationId, guestId }, options).catch(unlessGone);
}

async function refuse({ ports, operationId, input, signal }: Run): Promise<void> {
  const { guestId, targetCellId, copy, storage } = input;
  const options = { timeoutMs: shortMs, signal };
  await ports.cells
    .refuseGuest(targetCellId, { operationId, guestId, copy, storage }, options)
    .catch(unlessGone);
}

/** Then nothing leads back, not even a failure that nobody thought of. */
function hasArrived({ results }: Run): boolean {
  return results.arrive !== undefined && results.arrive !== null;
}

/** A target out of reach could not start the guest by itself: it is cleared when it is back. */
async function undoTransfer(run: Run): Promise<void> {
  const { ports, operationId, requestId, input } = run;
  const { guestId, targetCellId: cellId, copy, storage } = input;
  if (hasArrived(run)) return;
  await ports.leases.release(cellId, guestId);
  await stay(run).catch((error: unknown) => {
    if (!run.isGivenUp() || !isTransient(error)) throw error;
  });
  try {
    await refuse(run);
  } catch (error) {
    if (!isTransient(error) || ports.live.cell(cellId)?.alive) throw error;
    await clearMovedGuest(ports, requestId, {
      guestId,
      cellId,
      migration: operationId,
      as: 'target',
      copy,
      storage,
    });
  }
}

async function arrive(run: Run): Promise<{ cookie: string }> {
  const { ports, operationId, input, results, signal, timeoutMs } = run;
  const sent = (results.transfer as { cookie: string }).cookie;
  const request = { operationId, guestId: input.guestId, cookie: Buffer.from(sent, 'base64') };
  try {
    const cookie = await ports.cells.arriveGuest(input.targetCellId, request, { timeoutMs, signal });
    return { cookie: Buffer.from(cookie).toString('base64') };
  } catch (error) {
    const failure = toDomainError(error);
    if (failure.reason === 'guest_not_here' || isGone(failure) || isTransient(failure)) throw failure;
    // Anything else leaves open whether the guest runs there.
    throw new DomainError('timeout', failure.message, { reason: 'arrival_unknown', cause: failure });
  }
}

async function admitOnTarget(run: Run): Promise<void> {
  const { ports, operationId, input, signal, timeoutMs } = run;
  const { guestId, targetCellId } = input;
  const guest = await ports.cells.admitGuest(targetCellId, { operationId, guestId }, { timeoutMs, signal });
  ports.live.note(targetCellId, guest);
}

async function leaveSource(run: Run): Promise<{ left: boolean }> {
  const { ports, operationId, input, results, signal, timeoutMs } = run;
  const { guestId, cellId, copy } = input;
  const cookie = Buffer.from((results.arrive as { cookie: string }).cookie, 'base64');
  const request = { operationId, guestId, copy, cookie };
  await ports.cells.leaveGuest(cellId, request, { timeoutMs, signal }).catch(unlessGone);
  return { left: true };
}

async function release(run: Run): Promise<void> {
  const { ports, operationId, requestId, input, results } = run;
  const { guestId, cellId, copy } = input;
  if (!(results['leave-source'] as { left: boolean }).left)
    await clearMovedGuest(ports, requestId, {
      guestId,
      cellId,
      migration: operationId,
      as: 'source',
      copy,
      storage: '',
    });
  await ports.leases.release(cellId, guestId);
  await ports.store.guests.setPhase(guestId, 'ready');
}

function unlessGone(error: unknown): void {
  if (!isGone(error)) throw error;
}

const storing = { timeoutMs: 10_000, retryForMs: forEver, weight: 0 } as const;

export const migrateGuestOperation: OperationDefinition<MigrateGuestInput> = {
  kind: 'migrate-guest',
  cancellable: true,
  steps: [
    {
      name: 'reserve',
      ...storing,
      do: async () => undefined,
      undo: giveBack,
    },
    { name: 'pull-images', timeoutMs: 3_600_000, retryForMs: 60_000, weight: 4, do: pullImages },
    {
      name: 'transfer',
      timeoutMs: 24 * 3_600_000,
      retryForMs: 30_000,
      weight: 10,
      do: transfer,
      undo: undoTransfer,
    },
    { name: 'arrive', timeoutMs: 120_000, retryForMs: forEver, weight: 1, decides: true, do: arrive },
    {
      name: 'record',
      ...storing,
      do: async ({ ports, input }) => ports.store.guests.takeMove(input.guestId),
    },
    {
      name: 'admit-on-target',
      timeoutMs: 60_000,
      retryForMs: forEver,
      weight: 0,
      do: admitOnTarget,
      // The target was revoked meanwhile; the guest is there nevertheless.
      failedResult: () => null,
    },
    {
      name: 'leave-source',
      timeoutMs: 120_000,
      retryForMs: 20_000,
      weight: 1,
      do: leaveSource,
      failedResult: ({ message }) => ({ left: false, message }),
    },
    { name: 'release', ...storing, do: release },
  ],
  result: ({ input }) => ({ guest: input.guestId, cell: input.targetCellId, placement: input.placement }),
};
