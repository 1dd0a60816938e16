import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { type MigrationView, viewMigration } from './migration-view.ts';

/** Those under way, and those that finished within the last hour; oldest first. */
export async function listMigrations(ports: Pick<Ports, 'store'>, ctx: Context): Promise<MigrationView[]> {
  requireRight(ctx.actor, 'cells.manage');
  const views: MigrationView[] = [];
  for (const batch of await ports.store.batches.list('migrate-guest'))
    views.push(viewMigration(batch, await ports.store.batches.items(batch.id)));
  return views;
}
