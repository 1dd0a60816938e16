/** What is done about one guest of a failover pool, as `actionFor` decides. */
import { DomainError } from '../../../../proto/src/errors.ts';
import { actionFor, type GuestAction } from '../../domain/failover.ts';
import type { Guest } from '../../domain/guest.ts';
import type { Operation } from '../../domain/operation.ts';
import type { Context } from '../context.ts';
import { submitGuestOperation } from '../guests/guest-operation.ts';
import type { Ports } from '../ports/index.ts';
import { failOverGuest } from './fail-over-guest.ts';
import { giveUpOperation } from './give-up-operation.ts';
import { hasUnfinishedOperation } from './has-unfinished-operation.ts';
import { protectGuest } from './protect-guest.ts';
import type { RunLeases } from './run-leases.ts';

export type SettlePorts = Pick<Ports, 'store' | 'operations' | 'live' | 'limits' | 'cells' | 'ids'> & {
  readonly leases: RunLeases;
};

export interface Settled {
  readonly action: GuestAction | 'later' | 'gone';
  /** What was begun. */
  readonly operation?: Operation | null;
}

export interface Surroundings {
  /** The flag of the guest's pool. */
  readonly failover: boolean;
  readonly takeoverDue: boolean;
  /** Its cell is cut off for certain. */
  readonly fenced: boolean;
  /** Its own cell has failed to run it: another one shall. */
  readonly cellFails: boolean;
}

/** Whether anything is to be done, as far as is known without asking anybody. */
export function isSettled(ports: SettlePorts, guest: Guest, surroundings: Surroundings): boolean {
  return guest.phase === 'ready' && decide(ports, guest, surroundings) === 'none';
}

/** It may wait for a cell. @throws DomainError as what it begins. */
export async function settleGuest(
  ports: SettlePorts,
  ctx: Context,
  guest: Guest,
  surroundings: Surroundings,
): Promise<Settled> {
  const { takeoverDue, fenced } = surroundings;
  if (takeoverDue && guest.failover) await giveUpOperation(ports, guest, { fenced });
  if (guest.phase !== 'ready') return { action: 'later' };
  const action = decide(ports, guest, surroundings);
  if (action === 'none') return { action };
  if (await hasUnfinishedOperation(ports.store, guest.id)) return { action: 'later' };
  try {
    return { action, operation: await act(ports, ctx, guest, action, surroundings) };
  } catch (error) {
    if (error instanceof DomainError && error.reason === 'operation_running') return { action: 'later' };
    throw error;
  }
}

function decide(ports: SettlePorts, guest: Guest, { failover, takeoverDue }: Surroundings): GuestAction {
  const live = ports.live.guest(guest.id);
  const isHere = live?.cellId === guest.cellId;
  return actionFor({
    failover,
    takeoverDue,
    isProtected: guest.failover,
    lease: ports.leases.on(guest.cellId).get(guest.id) ?? null,
    cellAlive: isHere && (ports.live.cell(guest.cellId)?.alive ?? false),
    seen: live?.seen ?? null,
  });
}

async function act(
  ports: SettlePorts,
  ctx: Context,
  guest: Guest,
  action: Exclude<GuestAction, 'none'>,
  surroundings: Surroundings,
): Promise<Operation | null> {
  const { id: guestId, cellId } = guest;
  switch (action) {
    case 'take-over':
      return await failOverGuest(ports, ctx, { guestId, fromCellId: cellId, stay: false });
    case 'restore':
      return surroundings.cellFails
        ? await moveAway(ports, ctx, guest)
        : await failOverGuest(ports, ctx, { guestId, fromCellId: cellId, stay: true });
    case 'revive':
      await ports.leases.due(cellId, guestId);
      return surroundings.cellFails ? await moveAway(ports, ctx, guest) : await revive(ports, ctx, guest);
    case 'protect':
      return await protectGuest(ports, ctx, guest, true);
    case 'unprotect':
      return await protectGuest(ports, ctx, guest, false);
    case 'confirm':
      await ports.leases.started(cellId, guestId);
      return null;
    default:
      await release(ports, guest, surroundings);
      return null;
  }
}

const forgetTimeoutMs = 60_000;

/**
 * From a cell that is alive. A start that failed here may still be under way there: only when the cell has given the
 * guest up, or could not be reached until all its leases were over, is it certain that it does not run there.
 */
async function moveAway(ports: SettlePorts, ctx: Context, guest: Guest): Promise<Operation | null> {
  const { id: guestId, cellId } = guest;
  const request = { operationId: ports.ids.uuid(), guestId, force: true };
  if (!ports.leases.areOver(cellId))
    await ports.cells.forgetGuest(cellId, request, { timeoutMs: forgetTimeoutMs });
  try {
    return await failOverGuest(ports, ctx, { guestId, fromCellId: cellId, stay: false });
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'no_capacity') throw error;
    return await failOverGuest(ports, ctx, { guestId, fromCellId: cellId, stay: true });
  }
}

/** On the cell where it ran. */
async function revive(ports: SettlePorts, ctx: Context, guest: Guest): Promise<Operation> {
  const input = { guestId: guest.id, cellId: guest.cellId, image: null, boot: { type: 'disk' } };
  return await submitGuestOperation(ports, ctx, { kind: 'start-guest', guest, input });
}

/** Unless it was started since it was looked at. */
async function release(ports: SettlePorts, guest: Guest, surroundings: Surroundings): Promise<void> {
  const { id, cellId } = guest;
  const isReleased = await ports.store.transaction(async (tx) => {
    if (await hasUnfinishedOperation(tx, id)) return false;
    if (decide(ports, guest, surroundings) !== 'release') return false;
    await tx.leases.remove(id, cellId);
    return true;
  });
  if (isReleased) ports.leases.noteReleased(cellId, id);
}
