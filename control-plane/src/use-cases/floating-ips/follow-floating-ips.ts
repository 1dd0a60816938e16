import { DomainError } from '../../../../proto/src/errors.ts';
import type { FloatingIp } from '../../domain/floating-ip.ts';
import type { Operation } from '../../domain/operation.ts';
import { isPassing } from '../desktop-servers/passing-failure.ts';
import { requireReachable, submitGuestOperation } from '../guests/guest-operation.ts';
import type { Ports } from '../ports/index.ts';
import { systemContext } from '../system-context.ts';
import type { LeadFloatingIpInput } from './lead-floating-ip-operation.ts';

const atOnce = 100;

export type FollowPorts = Pick<Ports, 'store' | 'operations' | 'live' | 'ids' | 'clock'>;

/**
 * Has floating IPs lead where they shall, first away from where they lead: no address ever leads to two guests. What can not
 * be begun now is begun by a later call.
 */
export async function followFloatingIps(ports: FollowPorts): Promise<void> {
  for (const one of await ports.store.userFloatingIps.notLeading(ports.clock.nowMs(), atOnce)) {
    try {
      await followFloatingIp(ports, one);
    } catch (error) {
      if (!(error instanceof DomainError) || !isPassing(error)) throw error;
    }
  }
}

/**
 * Begins the next step of one. Null: it leads where it shall.
 * @throws DomainError `conflict` (`operation_running`), `cell_unreachable`.
 */
export async function followFloatingIp(
  ports: FollowPorts,
  floatingIp: FloatingIp,
): Promise<Operation | null> {
  const { id, address, guestId: from, wantedGuestId: to } = floatingIp;
  if (from === to) return null;
  const guest = await ports.store.guests.get(from ?? to ?? '');
  if (guest === undefined) {
    await ports.store.userFloatingIps.lead(id, from === null ? { wantedGuestId: null } : { guestId: null });
    return null;
  }
  await requireReachable(ports, guest);
  const leads = from === null;
  const input: LeadFloatingIpInput = {
    guestId: guest.id,
    cellId: guest.cellId,
    floatingIpId: id,
    address,
    leads,
  };
  return submitGuestOperation<LeadFloatingIpInput>(ports, systemContext(ports), {
    kind: 'lead-floating-ip',
    guest,
    input,
    reserve: async (tx) => {
      const now = await tx.userFloatingIps.find(id);
      if (now?.guestId !== from || now.wantedGuestId !== to) throw changedMeanwhile(id);
      if (leads) await tx.userFloatingIps.lead(id, { guestId: guest.id });
    },
    details: { address, leads },
  });
}

function changedMeanwhile(id: string): DomainError {
  return new DomainError('conflict', 'the floating IP is wanted elsewhere by now', {
    reason: 'operation_running',
    subject: { kind: 'floating_ip', id },
  });
}
