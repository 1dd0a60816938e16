import { DomainError } from '../../../../proto/src/errors.ts';
import type { DesktopAssignment, DesktopServer } from '../../domain/desktop.ts';
import { type DesktopRequest, isUnfinished } from '../../domain/desktop-request.ts';
import type { Guest } from '../../domain/guest.ts';
import { isFinished, type Operation } from '../../domain/operation.ts';
import { rsError } from '../../domain/rs-errors.ts';
import { isAmong, releaseDesktop } from '../desktop-servers/release-desktop.ts';
import { requireReachable, submitGuestOperation } from '../guests/guest-operation.ts';
import type { Ports } from '../ports/index.ts';
import { readinessOf } from './desktop-readiness.ts';
import { requestEnded } from './request-ended.ts';
import { requesterContext } from './requester-context.ts';

type BringUpPorts = Pick<Ports, 'store' | 'operations' | 'live' | 'clock' | 'desktops'>;

/** A desktop that stops again after so many starts is not started any more. */
const startsMost = 3;
/** The longest time between two looks at a desktop of which nothing is heard. */
const lookEveryMs = 1_000;
const operationLookMs = 30_000;

/**
 * Waits until the chosen desktop runs and has an address, and starts it if it is stopped.
 * @returns false if it goes or is the user's no more, or was free and broke before he had it: another has to be chosen.
 * @throws DomainError `unusable_server`, `no_address`, `server_creation_failed`, and `request_ended`.
 */
export async function bringUpDesktop(
  ports: BringUpPorts,
  request: DesktopRequest,
  serverId: string,
  signal: AbortSignal,
): Promise<boolean> {
  let starts = 0;
  let activeSinceMs: number | null = null;
  for (;;) {
    signal.throwIfAborted();
    const now = await ports.store.desktopRequests.get(request.id);
    if (!now || !isUnfinished(now)) throw requestEnded(request.id);
    const server = await ports.store.desktops.getServer(serverId);
    if (!server || server.state === 'deleting' || !(await isHeld(ports, request, server))) return false;
    const guest = await ports.store.guests.get(serverId);
    const { status, rank } = readinessOf(ports, server, guest);
    if (rank === 0) return true;
    if (guest === undefined && status === 'ERROR' && server.origin === 'request')
      throw await failedCreation(ports, request, server);
    if (rank === 5 && (await returnTaken(ports, request, server))) return false;
    if (rank === 5 || (rank === 2 && starts === startsMost)) throw unusable(server, status);
    if (rank !== 1) activeSinceMs = null;
    else {
      activeSinceMs ??= performance.now();
      if (performance.now() - activeSinceMs > ports.desktops.broker.addressTimeoutMs)
        throw rsError('no_address', { instance_id: serverId });
    }
    const operation = await unfinishedOperation(ports, serverId);
    if (operation) await ended(ports, operation, signal);
    else if (rank === 2 && guest) {
      starts += 1;
      await start(ports, request, server, guest, signal);
    } else await nextLook(ports, serverId, guest, signal);
  }
}

async function isHeld(
  { store }: Pick<Ports, 'store'>,
  { userId }: DesktopRequest,
  { id }: DesktopServer,
): Promise<boolean> {
  const holders = (await store.desktops.assignmentsOf(id)).map(({ holder }) => holder);
  return isAmong(store, userId, holders);
}

/** What was made for the user and failed is not his, so that he gets another one when he asks again. */
async function failedCreation(
  ports: BringUpPorts,
  request: DesktopRequest,
  server: DesktopServer,
): Promise<DomainError> {
  await giveBack(ports, request, server);
  return rsError('server_creation_failed', { project_name: request.projectName });
}

/**
 * A free desktop that became the user's by this request and broke before he had it is not his either. Of those made for him there
 * is one a request, so that what breaks all of them does not make ever more.
 */
async function returnTaken(
  ports: BringUpPorts,
  request: DesktopRequest,
  server: DesktopServer,
): Promise<boolean> {
  const { userId, createdAtMs } = request;
  if (server.origin === 'request' && server.createdAtMs >= createdAtMs) return false;
  const isTaken = ({ holder, createdAtMs: atMs }: DesktopAssignment) =>
    holder.kind === 'user' && holder.id === userId && atMs >= createdAtMs;
  if (!(await ports.store.desktops.assignmentsOf(server.id)).some(isTaken)) return false;
  await giveBack(ports, request, server);
  return true;
}

async function giveBack(ports: BringUpPorts, request: DesktopRequest, server: DesktopServer): Promise<void> {
  const ctx = requesterContext(ports, request);
  const holder = { kind: 'user', id: request.userId } as const;
  await ports.store.transaction(async (tx) => {
    if (!(await releaseDesktop(tx, ctx, server, holder))) return;
    const subject = { kind: 'server', id: server.id };
    await tx.audit.append(ctx, {
      action: 'release-desktop',
      subject,
      outcome: 'failed',
      details: { holder },
    });
  });
}

function unusable({ id }: DesktopServer, status: string, cause?: unknown): DomainError {
  return rsError('unusable_server', { instance_id: id, instance_status: status }, cause);
}

async function unfinishedOperation(
  { store }: Pick<Ports, 'store'>,
  serverId: string,
): Promise<Operation | undefined> {
  const latest = await store.operations.latest({ kind: 'guest', id: serverId });
  return latest && !isFinished(latest) ? latest : undefined;
}

/** Undefined if it goes on for long. */
async function ended(
  { operations }: Pick<Ports, 'operations'>,
  { id }: Operation,
  signal: AbortSignal,
): Promise<Operation | undefined> {
  try {
    return await operations.finished(id, { timeoutMs: operationLookMs, signal });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof DomainError && error.reason === 'operation_running') return undefined;
    throw error;
  }
}

async function start(
  ports: BringUpPorts,
  request: DesktopRequest,
  server: DesktopServer,
  guest: Guest,
  signal: AbortSignal,
): Promise<void> {
  try {
    await requireReachable(ports, guest);
    const input = { guestId: guest.id, cellId: guest.cellId, image: null, boot: { type: 'disk' } };
    const ctx = requesterContext(ports, request);
    const operation = await submitGuestOperation(ports, ctx, { kind: 'start-guest', guest, input });
    const end = await ended(ports, operation, signal);
    if (end?.error && end.error.code !== 'cell_unreachable') throw unusable(server, 'SHUTOFF');
  } catch (error) {
    // Something else is done with it first, or its cell has fallen silent: the next look tells.
    const isPassing = error instanceof DomainError && ['conflict', 'cell_unreachable'].includes(error.code);
    if (!isPassing || error.reason === 'unusable_server') throw error;
  }
}

/** Returns when something is heard of the desktop or its cell, or after a while. */
async function nextLook(
  { live }: Pick<Ports, 'live'>,
  serverId: string,
  guest: Guest | undefined,
  signal: AbortSignal,
): Promise<void> {
  await new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      stop();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, lookEveryMs);
    const stop = live.watch((change) => {
      const isAbout = change.type === 'cell' ? change.cellId === guest?.cellId : change.guestId === serverId;
      if (isAbout) end();
    });
    signal.addEventListener('abort', end);
  });
}
