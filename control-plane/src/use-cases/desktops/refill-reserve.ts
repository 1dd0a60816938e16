import { DomainError } from '../../../../proto/src/errors.ts';
import type { DesktopServer } from '../../domain/desktop.ts';
import { planReserve, type ReserveRecord } from '../../domain/desktop-reserve.ts';
import type { Context } from '../context.ts';
import { forgetDesktop } from '../desktop-servers/forget-desktop.ts';
import { makeDesktops } from '../desktop-servers/make-desktops.ts';
import type { Ports, Store } from '../ports/index.ts';
import type { FoundDesktopProject } from './desktop-access.ts';
import { type ReserveState, reserveState } from './reserve-state.ts';
import { shrinkReserve } from './shrink-reserve.ts';

export type RefillPorts = Pick<
  Ports,
  'store' | 'operations' | 'live' | 'limits' | 'ids' | 'clock' | 'desktops'
>;

export interface Refilled {
  readonly made: readonly DesktopServer[];
  /** When it is worth looking again; null: when something changes. */
  readonly againAtMs: number | null;
}

/** How many failed attempts of the reserve stay in lists. */
const shownFailures = 5;

/**
 * Makes what the reserve is short of, as far as quota and room go, or deletes what it has too much. How much that is, is decided
 * in the transaction that makes the desktops, so that it is never too many however often and wherever this is called.
 * @param found enabled or not; nothing is made for a disabled one.
 * @param retry does not wait for the end of a pause.
 */
export async function refillReserve(
  ports: RefillPorts,
  ctx: Context,
  found: FoundDesktopProject,
  { retry = false } = {},
): Promise<Refilled> {
  const nothing = { made: [], againAtMs: null };
  if (!found.project.enabled) return nothing;
  const state = await reserveState(ports.store, ports, found.desktop);
  const plan = planOf(ports, state, retry);
  await forgetFailures(ports.store, state, ctx.nowMs);
  if (plan.remove > 0) await shrinkReserve(ports, ctx, found.desktop, plan.remove);
  if (plan.create === 0) {
    if (state.record.failures === 0) await noteRefusal(ports.store, state.record, '');
    return { ...nothing, againAtMs: plan.againAtMs };
  }
  try {
    const { servers, refusal } = await makeSome(ports, ctx, found, plan.create, retry);
    await noteRefusal(ports.store, state.record, refusal);
    return { made: servers, againAtMs: null };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { ...nothing, againAtMs: await noteFailure(ports, ctx, state.record, error) };
  }
}

function planOf({ desktops, clock }: RefillPorts, state: ReserveState, retry: boolean) {
  const record = retry ? { ...state.record, failedAtMs: 0 } : state.record;
  return planReserve(state.wish, state.counts, record, desktops.reserve, clock.nowMs());
}

/**
 * Half as many whenever there is no room for all.
 * @returns why not even one could be made; else empty.
 * @throws DomainError for anything but quota and room.
 */
async function makeSome(
  ports: RefillPorts,
  ctx: Context,
  found: FoundDesktopProject,
  most: number,
  retry: boolean,
): Promise<{ servers: readonly DesktopServer[]; refusal: string }> {
  let refusal = '';
  for (let count = most; count > 0; count = Math.floor(count / 2)) {
    const limit = (tx: Store) => stillMissing(ports, tx, found, retry);
    const wanted = { found, names: count, description: '', origin: 'reserve', holders: [], limit } as const;
    try {
      return { servers: (await makeDesktops(ports, ctx, wanted)).servers, refusal: '' };
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'quota_exceeded') throw error;
      refusal = error.message;
    }
  }
  return { servers: [], refusal };
}

/** No room is no failure: it is only told, as long as it is so. */
async function noteRefusal(store: Store, before: ReserveRecord, message: string): Promise<void> {
  if (before.message === message) return;
  await store.transaction(async (tx) => {
    const record = (await tx.desktopReserves.get(before.projectId)) ?? before;
    if (record.failures === 0) await tx.desktopReserves.put({ ...record, message });
  });
}

async function stillMissing(
  ports: RefillPorts,
  tx: Store,
  { project }: FoundDesktopProject,
  retry: boolean,
): Promise<number> {
  const desktop = await tx.desktops.getProject(project.id);
  const isOpen = (await tx.identity.getProject(project.id))?.enabled === true;
  if (desktop === undefined || !isOpen) return 0;
  return planOf(ports, await reserveState(tx, ports, desktop), retry).create;
}

/** What the project is made with is not there, or does not fit. */
async function noteFailure(
  { store, desktops }: RefillPorts,
  { nowMs, requestId }: Context,
  before: ReserveRecord,
  { message }: DomainError,
): Promise<number> {
  const failures = await store.transaction(async (tx) => {
    const record = (await tx.desktopReserves.get(before.projectId)) ?? before;
    const failed = { failures: record.failures + 1, failedAtMs: nowMs, failedAttempt: requestId, message };
    await tx.desktopReserves.put({ ...record, ...failed });
    return failed.failures;
  });
  const { retryMs, longestRetryMs } = desktops.reserve;
  return nowMs + Math.min(longestRetryMs, retryMs * 2 ** Math.min(failures - 1, 30));
}

/** What never became a guest takes no room, but lists must not grow without end. */
async function forgetFailures(store: Store, { desktops }: ReserveState, nowMs: number): Promise<void> {
  const failed = desktops.filter(
    ({ state, origin, guest }) => state === 'error' && origin === 'reserve' && guest === null,
  );
  const old = failed.slice(0, -shownFailures);
  if (old.length === 0) return;
  await store.transaction(async (tx) => {
    for (const { id } of old) {
      const server = await tx.desktops.getServer(id);
      const isHeld = (await tx.desktops.assignmentsOf(id)).length > 0;
      if (server?.state === 'error' && !isHeld) await forgetDesktop(tx, id, nowMs);
    }
  });
}
