import { z } from 'zod';
import type { MigrateGuestsInput } from '../../../use-cases/migrations/migrate-guests.ts';
import type { MigrationView } from '../../../use-cases/migrations/migration-view.ts';
import { listOf, text } from '../../fields.ts';

/** More never reach the setting that says how many a batch may have: the body is too small for them. */
const mostIds = 50_000;

export const migrationRequest = z.object({
  source_pool: text(100),
  source_cell: text(100),
  target_pool: text(100).nullish(),
  target_cell: text(100).nullish(),
  instances: listOf(text(100), mostIds).nullish(),
});

export function toMigration(request: z.output<typeof migrationRequest>): MigrateGuestsInput {
  const { source_pool, source_cell, target_pool, target_cell, instances } = request;
  return {
    sourcePool: source_pool,
    sourceCell: source_cell,
    targetPool: target_pool || null,
    targetCell: target_cell || null,
    guestIds: instances ?? [],
  };
}

/** 201 while any guest is on its way. */
export function migrationStatus(view: MigrationView): 200 | 201 {
  return view.finished ? 200 : 201;
}

/** `error` names the guests that did not move, as far as there are any. */
export function migrationToWire(view: MigrationView) {
  const error = errorOf(view);
  return {
    finished: view.finished,
    ...(!view.finished && { progress: view.progress }),
    ...(error !== '' && { error }),
  };
}

export function migrationRowToWire(view: MigrationView) {
  return { id: view.id, ...migrationToWire(view) };
}

function errorOf({ requestId, items }: MigrationView): string {
  return items
    .flatMap(({ name, error }) => (error === null ? [] : [{ name, error }]))
    .map(({ name, error }) => {
      const internal = `internal error, see the log for request ${requestId}`;
      return `guest '${name}': ${error.code === 'internal' ? internal : error.message}`;
    })
    .join('; ');
}
