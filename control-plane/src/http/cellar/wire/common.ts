import { z } from 'zod';
import { digits } from '../../fields.ts';

/** Query parameters of every list. */
export const paging = { limit: digits(1, 1000).default(100), offset: digits(0, 1_000_000_000).default(0) };

export function isoTime(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

/** A query parameter with a moment, as ISO 8601 with its zone; becomes Unix milliseconds. */
export function timestamp() {
  return z.iso
    .datetime({ offset: true, error: 'must be a time such as 2026-01-31T12:00:00Z' })
    .transform((moment) => Date.parse(moment));
}
