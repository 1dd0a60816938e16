/** Lists: inexact filters by name, and pages of `limit` after `marker`. */
import { z } from 'zod';
import { DomainError } from '../../../../../proto/src/errors.ts';
import type { Request } from '../../environment.ts';
import { digits } from '../../fields.ts';
import { validate } from '../../validate.ts';
import { originOf } from '../dialect.ts';

interface Row {
  readonly id: string;
  readonly name: string;
}

const paging = z.object({ limit: digits(1, 100_000).optional(), marker: z.string().max(255).optional() });

type Comparison = (name: string, wanted: string) => boolean;
const lower =
  (compare: Comparison): Comparison =>
  (name, wanted) =>
    compare(name.toLowerCase(), wanted.toLowerCase());
const contains: Comparison = (name, wanted) => name.includes(wanted);
const startsWith: Comparison = (name, wanted) => name.startsWith(wanted);
const endsWith: Comparison = (name, wanted) => name.endsWith(wanted);
const comparisons: Readonly<Record<string, Comparison>> = {
  name__contains: contains,
  name__icontains: lower(contains),
  name__startswith: startsWith,
  name__istartswith: lower(startsWith),
  name__endswith: endsWith,
  name__iendswith: lower(endsWith),
};

/** The body of a list: what the request's filters by name and its page leave of the rows. @throws DomainError `invalid`. */
export function listToWire<T extends Row>(
  c: Request,
  key: string,
  rows: readonly T[],
  toWire: (row: T) => unknown,
): Record<string, unknown> {
  const query = c.req.query();
  const { limit, marker } = validate(paging, query);
  const matching = rows.filter(({ name }) =>
    Object.entries(query).every(([parameter, wanted]) => comparisons[parameter]?.(name, wanted) ?? true),
  );
  const from = marker === undefined ? 0 : afterMarker(matching, marker);
  const page = matching.slice(from, limit === undefined ? undefined : from + limit);
  const last = page.at(-1);
  const next = last && from + page.length < matching.length ? nextUrl(c, last.id) : null;
  return {
    [key]: page.map(toWire),
    links: { self: `${originOf(c)}${new URL(c.req.url).pathname}`, next, previous: null },
  };
}

function afterMarker(rows: readonly Row[], marker: string): number {
  const at = rows.findIndex(({ id }) => id === marker);
  if (at >= 0) return at + 1;
  throw new DomainError(
    'invalid',
    `marker ${JSON.stringify(marker.slice(0, 80))} is none of the listed ids`,
    {
      reason: 'bad_request',
      details: { field: 'marker' },
    },
  );
}

function nextUrl(c: Request, marker: string): string {
  const url = new URL(c.req.url);
  url.searchParams.set('marker', marker);
  return url.href;
}
