import { z } from 'zod';
import type { LogSearch } from '../../../use-cases/logs/list-logs.ts';
import type { LogEntry } from '../../../use-cases/ports/index.ts';
import { digits, listOf, prose } from '../../fields.ts';
import { fromLocalTime, toLocalTime } from './time.ts';

export const addLogRequest = z.object({ content: prose(4000).min(1, 'must not be empty') });

const localTime = z
  .string()
  .refine(
    (value) => value === '' || fromLocalTime(value) !== undefined,
    'must be a time of the form YYYY-MM-DD HH:MM:SS',
  )
  .transform(fromLocalTime);

export const logQuery = z.object({
  limit: digits(0, Number.MAX_SAFE_INTEGER).optional(),
  start: digits(0, Number.MAX_SAFE_INTEGER).optional(),
  after: localTime.optional(),
  before: localTime.optional(),
});

const defaultLimit = 20;
const largestLimit = 100;

export function toLogSearch({ limit = 0, start, after, before }: z.output<typeof logQuery>): LogSearch {
  const inRange = limit > 0 && limit <= largestLimit;
  return { limit: inRange ? limit : defaultLimit, offset: start ?? 0, fromMs: after, toMs: before };
}

export const deleteLogsRequest = z.object({
  entries: listOf(z.string('must be text').regex(/^\d{18}$/, 'must be a log id of 18 digits'), 1_000),
});

export function logsToWire({ entries, total }: { entries: readonly LogEntry[]; total: number }) {
  const logs = entries.map(({ id, atMs, content }) => ({ id, time: toLocalTime(atMs), content }));
  return { logs, total };
}
