import { DomainError } from '../../../../proto/src/errors.ts';
import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { type MigrationView, viewMigration } from './migration-view.ts';

/** @throws DomainError `not_found`. */
export async function getMigration(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  { migrationId }: { migrationId: string },
): Promise<MigrationView> {
  requireRight(ctx.actor, 'cells.manage');
  const batch = await ports.store.batches.get(migrationId);
  if (batch?.kind === 'migrate-guest') return viewMigration(batch, await ports.store.batches.items(batch.id));
  const shown = migrationId.slice(0, 80);
  throw new DomainError('not_found', `invalid migration '${shown}'`, {
    reason: 'migration_not_found',
    subject: { kind: 'migration', id: shown },
  });
}
