import type { CellGuest } from '../../../../proto/src/model.ts';
import type { Cell } from '../ports.ts';
import { findGuest, isOff } from './find-guest.ts';

export type LeasedCell = Pick<Cell, 'hypervisor' | 'leases'>;

/**
 * Has a guest of a failover pool run. `start` leaves it paused, so that it computes nothing before the keeper knows its
 * process: from then on its deadline holds, whatever happens to this agent.
 * @throws DomainError `conflict` with reason `no_lease` or `lease_expired`; `cell_unreachable` with reason
 *   `keeper_unreachable`. The guest is off then.
 */
export async function runUnderLease(
  { hypervisor, leases }: LeasedCell,
  guestId: string,
  start: () => Promise<void>,
): Promise<void> {
  await leases.requireLease(guestId);
  await start();
  try {
    await leases.register(guestId);
  } catch (error) {
    await hypervisor.destroyGuest(guestId);
    throw error;
  }
  await hypervisor.resumeGuest(guestId);
}

/** A guest that runs and needs a lease is held to it. @throws DomainError as `runUnderLease`. */
export async function holdToLease({ hypervisor, leases }: LeasedCell, guestId: string): Promise<void> {
  const guest = await findGuest(hypervisor, guestId);
  if (guest?.spec.failover && !isOff(guest)) await leases.register(guestId);
}

/**
 * What an agent that died left halfway: a guest that runs, or waits to, and whose process the keeper may not know.
 * Call when the agent starts. A guest without a lease is cut off.
 */
export async function settleLeasedGuests(
  { hypervisor, leases }: LeasedCell,
  log: { warn(fields: object, message: string): void },
): Promise<void> {
  for (const guest of await hypervisor.listGuests()) {
    if (!guest.spec.failover || guest.state === 'stopped') continue;
    const guestId = guest.spec.id;
    try {
      await leases.register(guestId);
      if (isHeldBack(guest)) await hypervisor.resumeGuest(guestId);
    } catch (error) {
      log.warn({ err: error, guestId }, 'a guest runs that the lease keeper does not answer for');
      if (isRefusal(error)) await hypervisor.destroyGuest(guestId);
    }
  }
}

function isHeldBack({ state, stateReason }: CellGuest): boolean {
  return state === 'paused' && stateReason === '';
}

function isRefusal(error: unknown): boolean {
  const reason = error instanceof Error && 'reason' in error ? error.reason : undefined;
  return reason === 'no_lease' || reason === 'lease_expired';
}
