import { z } from 'zod';
import type { MigrationView } from '../../../use-cases/migrations/migration-view.ts';
import { flag } from '../../fields.ts';
import { isoTime } from './common.ts';

export const restoreCellRequest = z.object({ bring_back: flag().default(false) });

export function acceptedToWire({ migrationId, guests }: { migrationId: string | null; guests: number }) {
  return { migration: migrationId, guests };
}

export function migrationToWire(view: MigrationView) {
  return {
    id: view.id,
    created_at: isoTime(view.createdAtMs),
    finished: view.finished,
    progress: view.progress,
    guests: view.items.map(({ guestId, name, state, progress, operationId, error }) => ({
      id: guestId,
      name,
      state,
      progress: state === 'done' ? 100 : progress,
      operation: operationId,
      error: error && { code: error.code, reason: error.reason, message: messageOf(view, error) },
    })),
  };
}

function messageOf({ requestId }: MigrationView, error: { code: string; message: string }): string {
  return error.code === 'internal' ? `internal error, see the log for request ${requestId}` : error.message;
}
