/** Parts of lists. Without `limit` a list is whole. */
import { z } from 'zod';
import { DomainError } from '../../../../proto/src/errors.ts';
import { canonicalId } from '../canonical-id.ts';
import type { Request } from '../environment.ts';
import { validate } from '../validate.ts';
import { count } from './wire/fields.ts';

export const pageQuery = z.object({
  limit: count(1, 10_000).optional(),
  /** Id of the last one that was seen: what follows it. */
  marker: z.string().max(255).optional(),
});

/** @throws DomainError `invalid` for a marker that is not in the list. */
export function pageOf<Item>(c: Request, items: readonly Item[], idOf: (item: Item) => string): Item[] {
  const { limit, marker } = validate(pageQuery, c.req.query());
  const at = marker === undefined ? -1 : items.findIndex((item) => idOf(item) === canonicalId(marker));
  if (marker !== undefined && at < 0)
    throw new DomainError('invalid', `marker '${marker.slice(0, 80)}' is not in the list`, {
      reason: 'bad_request',
      details: { field: 'marker' },
    });
  return items.slice(at + 1, limit === undefined ? undefined : at + 1 + limit);
}
