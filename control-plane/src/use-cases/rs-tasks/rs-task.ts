import type { BatchItem } from '../../domain/batch.ts';
import type { DesktopRequest } from '../../domain/desktop-request.ts';
import type { Operation } from '../../domain/operation.ts';
import { rsText } from '../../domain/rs-errors.ts';

/** An operation, a batch or a request for a desktop, in the words of Celery. */
export interface RsTask {
  readonly status: 'PENDING' | 'STARTED' | 'SUCCESS' | 'FAILURE' | 'REVOKED';
  readonly name: string;
  /** What went wrong; only for those who administer operations. */
  readonly traceback: string | null;
  readonly result: unknown;
}

const statusOf = {
  pending: 'PENDING',
  running: 'STARTED',
  undoing: 'STARTED',
  done: 'SUCCESS',
  failed: 'FAILURE',
  cancelled: 'REVOKED',
} as const satisfies Record<Operation['state'], RsTask['status']>;

export function taskOfOperation({ state, kind, error, result }: Operation): RsTask {
  return { status: statusOf[state], name: kind, traceback: error?.message ?? null, result };
}

const statusOfRequest = {
  pending: 'PENDING',
  in_progress: 'STARTED',
  completed: 'SUCCESS',
  failed: 'FAILURE',
} as const satisfies Record<DesktopRequest['state'], RsTask['status']>;

export function taskOfRequest({ state, failure, serverId }: DesktopRequest): RsTask {
  return {
    status: statusOfRequest[state],
    name: 'request-desktop',
    traceback: failure && rsText(failure.reason, 'en', failure.data),
    result: state === 'completed' ? { server: serverId } : null,
  };
}

/** Failed if one of its guests did. */
export function taskOfBatch(kind: string, items: readonly BatchItem[]): RsTask {
  const failed = items.filter((item) => item.state === 'failed');
  const ended = items.every((item) => item.state !== 'waiting');
  const done = items.filter((item) => item.state === 'done').map(({ guestId }) => guestId);
  return {
    status: ended ? (failed.length > 0 ? 'FAILURE' : 'SUCCESS') : 'STARTED',
    name: `batch-${kind}`,
    traceback: failed[0]?.error?.message ?? null,
    result: ended ? { done, failed: failed.map(({ guestId, name }) => guestId ?? name) } : null,
  };
}
