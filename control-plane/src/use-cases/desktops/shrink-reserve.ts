import { DomainError } from '../../../../proto/src/errors.ts';
import type { DesktopProject } from '../../domain/desktop.ts';
import type { Context } from '../context.ts';
import { requireReachable, submitGuestOperation } from '../guests/guest-operation.ts';
import type { Ports } from '../ports/index.ts';
import { claimFreeDesktop } from './claim-free-desktop.ts';

/** Deletes free desktops that no administrator made, the newest first. What can not go now stays. */
export async function shrinkReserve(
  ports: Pick<Ports, 'store' | 'operations' | 'live'>,
  ctx: Context,
  { projectId }: DesktopProject,
  most: number,
): Promise<void> {
  const free = await ports.store.desktops.freeServers(projectId, 10_000);
  const own = free.filter(({ origin }) => origin !== 'administrator').slice(-most);
  for (const { id } of own) {
    const guest = await ports.store.guests.get(id);
    if (guest === undefined) continue;
    try {
      await requireReachable(ports, guest);
      await submitGuestOperation(ports, ctx, {
        kind: 'delete-guest',
        guest,
        input: { guestId: id, cellId: guest.cellId, force: true },
        reserve: async (tx) => {
          await claimFreeDesktop(tx, id, 'deleting');
          await tx.guests.setPhase(id, 'deleting');
        },
      });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }
}
