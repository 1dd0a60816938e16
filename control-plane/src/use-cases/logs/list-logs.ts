import { DomainError } from '../../../../proto/src/errors.ts';
import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { LogEntry, Page, Ports } from '../ports/index.ts';

const dayMs = 86_400_000;

export interface LogSearch extends Page {
  /** Default: a day before the end. */
  readonly fromMs?: number | undefined;
  /** Default: now. */
  readonly toMs?: number | undefined;
}

/** A page of what clients told of themselves, newest first. @throws DomainError `invalid` if the range is upside down. */
export async function listLogs(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  search: LogSearch,
): Promise<{ entries: LogEntry[]; total: number }> {
  requireRight(ctx.actor, 'logs.use');
  const { limit, offset, toMs = ctx.nowMs, fromMs = toMs - dayMs } = search;
  if (fromMs > toMs)
    throw new DomainError('invalid', 'after must not be later than before', { reason: 'bad_range' });
  return ports.store.logs.list({ fromMs, toMs }, { limit, offset });
}
