import { DomainError } from '../../../../proto/src/errors.ts';
import type { Guest } from '../../domain/guest.ts';
import type { Operation } from '../../domain/operation.ts';
import type { Volume } from '../../domain/volume.ts';
import type { Context } from '../context.ts';
import { noSuchGuest } from '../guests/guest-access.ts';
import type { Ports } from '../ports/index.ts';
import { submitAttachment } from './attach-volume.ts';
import { submitDetachment } from './detach-volume.ts';
import { ensureUserVolume } from './ensure-user-volume.ts';

export type UserVolumePorts = Pick<Ports, 'store' | 'operations' | 'live' | 'ids' | 'clock'>;

/** `none`: he has none. `skipped`: he goes without it this time. */
export type UserVolumeOutcome =
  | { readonly outcome: 'none' | 'attached' }
  | { readonly outcome: 'skipped'; readonly reason: string; readonly message: string };

export interface UserVolumeRequest {
  readonly userId: string;
  readonly userName: string;
  readonly projectId: string;
  /** The desktop that he gets. */
  readonly serverId: string;
}

/** A copy from another cell may take this long; then the user waits no longer, and the copy goes on. */
const waitMs = 240_000;
/** More turns than any way to the desktop has. */
const turnsMost = 20;

/**
 * The user's volume comes to his desktop: it is made if it has to be, and leaves the desktop that it is attached to, unless
 * he works there. Safe to repeat. Whatever goes wrong, he gets his desktop: without the volume then.
 * @throws what `signal` was aborted with.
 */
export async function attachUserVolume(
  ports: UserVolumePorts,
  ctx: Context,
  request: UserVolumeRequest,
  signal: AbortSignal,
): Promise<UserVolumeOutcome> {
  try {
    const project = await ports.store.desktops.getProject(request.projectId);
    if (project === undefined) return { outcome: 'none' };
    const user = { id: request.userId, name: request.userName };
    for (let turn = 0; turn < turnsMost; turn += 1) {
      signal.throwIfAborted();
      const volume = await ensureUserVolume(ports, ctx, project, user);
      if (volume === null) return { outcome: 'none' };
      const step = await nextStep(ports, ctx, volume, request);
      if (typeof step !== 'string') return step;
      await ports.operations.finished(step, { timeoutMs: waitMs, signal });
    }
    throw new DomainError('timeout', 'the volume is wanted in too many places', { reason: 'volume_busy' });
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof DomainError)) throw error;
    return { outcome: 'skipped', reason: error.reason ?? error.code, message: error.message };
  }
}

/** The end, or the operation to wait for before the next look. @throws DomainError. */
async function nextStep(
  ports: UserVolumePorts,
  ctx: Context,
  volume: Volume,
  request: UserVolumeRequest,
): Promise<UserVolumeOutcome | string> {
  const { state, guestId } = volume;
  if (guestId === request.serverId && state === 'in-use') return { outcome: 'attached' };
  const guest = await guestOf(ports, guestId ?? request.serverId);
  if (state === 'available') return submitted(ports, () => submitAttachment(ports, ctx, volume, guest));
  if (guestId === null) throw unusable(volume);
  if (guestId === request.serverId) {
    const running = await unfinishedOperation(ports, guestId);
    if (running !== null) return running;
    await ports.store.volumes.claim(volume.id, ['detaching'], { state: 'in-use' });
    return { outcome: 'attached' };
  }
  await requireIdle(ports, volume, request);
  return submitted(ports, () => submitDetachment(ports, ctx, volume, guest));
}

/** The user's own open session there is not disturbed. */
async function requireIdle(
  { store }: UserVolumePorts,
  { guestId, id }: Volume,
  { userId }: UserVolumeRequest,
): Promise<void> {
  const open = await store.desktopSessions.list({
    serverIds: [guestId ?? ''],
    userIds: [userId],
    open: true,
  });
  if (open.length === 0) return;
  throw new DomainError('conflict', 'the user works with his volume on another instance', {
    reason: 'volume_in_session',
    subject: { kind: 'volume', id },
    details: { instance: guestId },
  });
}

/** The operation, or the one of the same guest that is in the way. One that has failed ends it. */
async function submitted(ports: UserVolumePorts, submit: () => Promise<Operation>): Promise<string> {
  try {
    const { id } = await submit();
    const ended = await ports.operations.finished(id, { timeoutMs: waitMs });
    if (ended.error) {
      const { code, message, reason } = ended.error;
      throw new DomainError(code, message, { reason: reason ?? undefined });
    }
    return id;
  } catch (error) {
    const inTheWay = error instanceof DomainError && error.details?.operation;
    if (typeof inTheWay === 'string') return inTheWay;
    throw error;
  }
}

async function guestOf({ store }: UserVolumePorts, id: string): Promise<Guest> {
  const guest = await store.guests.get(id);
  if (guest) return guest;
  throw noSuchGuest(id);
}

async function unfinishedOperation({ store }: UserVolumePorts, guestId: string): Promise<string | null> {
  const filter = { state: 'unfinished', subject: { kind: 'guest', id: guestId } } as const;
  return (await store.operations.list(filter, { limit: 1, offset: 0 }))[0]?.id ?? null;
}

function unusable({ id, state }: Volume): DomainError {
  return new DomainError('conflict', `the user's volume is ${state}`, {
    reason: 'volume_unusable',
    subject: { kind: 'volume', id },
  });
}
