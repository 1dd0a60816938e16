import type { Cell } from '../../domain/cell.ts';
import type { Ports } from '../ports/index.ts';
import { systemContext } from '../system-context.ts';

/**
 * Decides that a lost cell's guests are started elsewhere. It stays disabled until somebody enables it again, so that
 * nothing is placed on a host that nobody has looked at.
 */
export async function beginTakeover(
  ports: Pick<Ports, 'store' | 'live' | 'clock' | 'ids'>,
  cell: Cell,
  because: 'leases_over' | 'fenced',
): Promise<void> {
  const { store, live, clock, ids } = ports;
  const ctx = systemContext({ clock, ids });
  await store.transaction(async (tx) => {
    const known = await tx.leases.findCell(cell.id);
    const durationMs = known?.durationMs ?? 0;
    await tx.leases.putCellLease({ cellId: cell.id, durationMs, takenOverAtMs: ctx.nowMs });
    await tx.cells.update(cell.id, { enabled: false });
    await tx.audit.append(ctx, {
      action: 'fail-over-cell',
      subject: { kind: 'cell', id: cell.id },
      outcome: 'accepted',
      details: { cell: cell.name, because },
    });
  });
  const message = `The guests of the lost cell '${cell.name}' are started on other cells; it stays disabled until it is enabled by hand.`;
  live.warn({ cellId: cell.id, guestId: '', code: 'failover_begun', message });
}

/** The cell is back, or somebody has taken it in hand: its guests that are still its own stay. */
export async function endTakeover(store: Ports['store'], cellId: string): Promise<void> {
  await store.transaction(async (tx) => {
    const known = await tx.leases.findCell(cellId);
    if (known?.takenOverAtMs != null) await tx.leases.putCellLease({ ...known, takenOverAtMs: null });
  });
}
