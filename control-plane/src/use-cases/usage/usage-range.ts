import { DomainError } from '../../../../proto/src/errors.ts';
import { bucketMs, hourMs, keptMs, minuteMs, minutesKept } from '../../domain/usage.ts';
import type { UsageRange } from '../ports/index.ts';

export interface UsageQuery {
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  readonly stepMs?: number | undefined;
}

const minutesMs = minutesKept * minuteMs;

/**
 * Without times the last hour; without a step minutes as far as they reach. What lies further back than is kept, or
 * ahead, is left out.
 * @throws DomainError `invalid` with reason `bad_range`.
 */
export function usageRange({ fromMs, toMs, stepMs }: UsageQuery, nowMs: number): UsageRange {
  const end = Math.min(toMs ?? nowMs, nowMs);
  const start = fromMs ?? end - hourMs;
  if (start >= end) {
    throw new DomainError('invalid', 'from must be earlier than to and than now', { reason: 'bad_range' });
  }
  const step = stepMs ?? (start >= nowMs - minutesMs ? minuteMs : bucketMs);
  const reach = step < bucketMs ? minutesMs : keptMs;
  return { fromMs: Math.max(start, nowMs - reach), toMs: end, stepMs: step };
}
