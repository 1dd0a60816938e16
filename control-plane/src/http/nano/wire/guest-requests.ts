import { z } from 'zod';
import { DomainError } from '../../../../../proto/src/errors.ts';
import type { GuestSearch } from '../../../use-cases/guests/search-guests.ts';
import type { StartGuestRequest } from '../../../use-cases/guests/start-guest.ts';
import { digits, flag, optionalId, text, wholeNumber } from '../../fields.ts';

export const deleteGuestRequest = z.object({ force: flag().default(false) });

export const stopInstanceRequest = z.object({ reboot: flag().default(false), force: flag().default(false) });

export const startInstanceRequest = z.object({
  from_media: flag().default(false),
  from_network: flag().default(false),
  source: optionalId(),
});

/** @throws DomainError `invalid` for two sources at once or a medium without a name. */
export function toBoot(request: z.output<typeof startInstanceRequest>): StartGuestRequest['boot'] {
  const { from_media, from_network, source } = request;
  if (from_media && from_network) throw badSource('from_media and from_network exclude each other');
  if (from_network) return { type: 'network' };
  if (!from_media) return { type: 'disk' };
  if (source === null) throw badSource('source is missing: it must be the id of a media image');
  return { type: 'media', imageId: source };
}

function badSource(message: string): DomainError {
  return new DomainError('invalid', message, { reason: 'bad_request', details: { field: 'source' } });
}

/** `owner` and `group` of the query are ignored: the session decides what is shown. */
export const guestSearchQuery = z.object({
  pool: z.string('must specify target pool').min(1, 'must specify target pool'),
  cell: text(200).optional(),
  status: digits(0, 1).optional(),
  created: z.enum(['true', 'false'], 'must be true or false').optional(),
});

export function toGuestSearch(query: z.output<typeof guestSearchQuery>): GuestSearch {
  const { pool, cell, status, created } = query;
  return {
    pool,
    cell: cell || undefined,
    running: status === undefined ? undefined : status === 1,
    created: created === undefined ? undefined : created === 'true',
  };
}

const defaultLimit = 20;
const largestLimit = 1000;

export const searchGuestsRequest = z.object({
  limit: wholeNumber(Number.MIN_SAFE_INTEGER)
    .default(defaultLimit)
    .transform((limit) => (limit > 0 ? Math.min(limit, largestLimit) : defaultLimit)),
  offset: wholeNumber().default(0),
  pool: text(200).nullish(),
  cell: text(200).nullish(),
  keyword: text(200).nullish(),
});

export function toGuestPage(request: z.output<typeof searchGuestsRequest>) {
  const { limit, offset, pool, cell, keyword } = request;
  return {
    limit,
    offset,
    pool: pool || undefined,
    cell: cell || undefined,
    keyword: keyword || undefined,
  };
}

export const monitorChannelRequest = z.object({ guest: text(100).min(1, 'must be the id of a guest') });
