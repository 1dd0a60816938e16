import { digits } from '../../fields.ts';

/** Query parameters of every list. */
export const paging = { limit: digits(1, 1000).default(100), offset: digits(0, 1_000_000_000).default(0) };

export function isoTime(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
