import { DomainError } from '../../../../proto/src/errors.ts';
import type { Cell } from '../../domain/cell.ts';
import { requireRight } from '../../domain/rights.ts';
import { acceptBatch, type BatchPorts, checkBatchSize } from '../batches/accept-batch.ts';
import { findCellInPool } from '../cells/find-cell.ts';
import type { Context } from '../context.ts';
import { noSuchGuest } from '../guests/guest-access.ts';
import { findPool } from '../pools/find-pool.ts';
import type { Ports } from '../ports/index.ts';
import { guestItems } from './guest-items.ts';

export interface MigrateGuestsInput {
  readonly sourcePool: string;
  readonly sourceCell: string;
  /** Null: the same. */
  readonly targetPool: string | null;
  /** Null: placement chooses for each guest. */
  readonly targetCell: string | null;
  /** Empty: all of the source. */
  readonly guestIds: readonly string[];
}

type MigratePorts = BatchPorts & Pick<Ports, 'live'>;

/**
 * Accepts the migration of some or all guests of a cell. Each is an operation of its own, which may fail by itself.
 * @throws DomainError `not_found` (pool, cell, guest); `conflict` (`same_cell`, `cell_disabled`, `pool_disabled`,
 *   `cell_without_guests`, `guest_elsewhere`); `cell_unreachable`.
 */
export async function migrateGuests(
  ports: MigratePorts,
  ctx: Context,
  input: MigrateGuestsInput,
): Promise<{ id: string }> {
  requireRight(ctx.actor, 'cells.manage');
  const pool = await findPool(ports.store, input.sourcePool);
  const source = await findCellInPool(ports.store, pool.name, input.sourceCell);
  const targetPool = await findPool(ports.store, input.targetPool ?? pool.name);
  if (!targetPool.enabled)
    throw new DomainError('conflict', `pool '${targetPool.name}' is disabled`, { reason: 'pool_disabled' });
  requireAlive(ports, source);
  const target =
    input.targetCell === null ? null : await findCellInPool(ports.store, targetPool.name, input.targetCell);
  if (target) checkTarget(ports, source, target);
  const items = await itemsOf(ports, source, input.guestIds);
  const plan = { sourceCellId: source.id, targetPool: targetPool.name, targetCellId: target?.id ?? null };
  return acceptBatch(ports, ctx, { kind: 'migrate-guest', input: plan, items });
}

function checkTarget(ports: MigratePorts, source: Cell, target: Cell): void {
  const subject = { kind: 'cell', id: target.id };
  if (target.id === source.id)
    throw new DomainError('conflict', `cell '${target.name}' is source and target`, {
      reason: 'same_cell',
      subject,
    });
  if (!target.enabled)
    throw new DomainError('conflict', `cell '${target.name}' is disabled`, {
      reason: 'cell_disabled',
      subject,
    });
  requireAlive(ports, target);
}

function requireAlive(ports: Pick<Ports, 'live'>, cell: Cell): void {
  if (ports.live.cell(cell.id)?.alive) return;
  throw new DomainError('cell_unreachable', `cell '${cell.name}' is lost`, {
    reason: 'cell_lost',
    subject: { kind: 'cell', id: cell.id },
  });
}

async function itemsOf(ports: MigratePorts, source: Cell, guestIds: readonly string[]) {
  if (guestIds.length === 0) {
    const items = await guestItems(ports, { cellId: source.id });
    if (items.length > 0) return items;
    throw new DomainError('conflict', `cell '${source.name}' has no guests`, {
      reason: 'cell_without_guests',
      subject: { kind: 'cell', id: source.id },
    });
  }
  const wanted = [...new Set(guestIds)];
  checkBatchSize(ports, wanted.length);
  const items = [];
  for (const id of wanted) {
    const guest = await ports.store.guests.get(id);
    if (!guest) throw noSuchGuest(id);
    if (guest.cellId !== source.id)
      throw new DomainError('conflict', `guest '${guest.name}' is not on cell '${source.name}'`, {
        reason: 'guest_elsewhere',
        subject: { kind: 'guest', id },
      });
    items.push({ name: guest.name, guestId: id, ethernetAddress: null });
  }
  return items;
}
