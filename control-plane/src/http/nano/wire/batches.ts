import { z } from 'zod';
import { DomainError } from '../../../../../proto/src/errors.ts';
import type { Batch, BatchItem } from '../../../domain/batch.ts';
import type { BatchCreateInput } from '../../../use-cases/batches/batch-create-guests.ts';
import type { BatchView } from '../../../use-cases/batches/get-batch.ts';
import { flag, listOf, oneOf, text, wholeNumber } from '../../fields.ts';
import { guestShape, toGuestShape } from './create-guest.ts';

/** More never reach the setting that says how many a batch may have: the body is too small for them. */
const mostIds = 50_000;

export const batchCreateRequest = guestShape.extend({
  name_rule: oneOf(['order', 'MAC', 'address']),
  name_prefix: text(200).nullish(),
  count: wholeNumber(1),
});

const nameRules = { order: 'order', MAC: 'ethernet-address', address: 'network-address' } as const;

export function toBatchCreate(request: z.output<typeof batchCreateRequest>): BatchCreateInput {
  return {
    nameRule: nameRules[request.name_rule],
    namePrefix: request.name_prefix ?? '',
    count: request.count,
    guest: toGuestShape(request),
  };
}

const guestIds = listOf(text(100), mostIds);
const force = flag().nullish();

export const batchDeleteRequest = z.object({ guest: guestIds, force });

/** The document names the list `guest` in its attributes and `guests` in its example. */
export const batchStopRequest = z.object({ guest: guestIds.optional(), guests: guestIds.optional(), force });

export function toBatchDelete({ guest, force }: z.output<typeof batchDeleteRequest>) {
  return { guestIds: guest, force: force ?? false };
}

/** @throws DomainError `invalid` without a list. */
export function toBatchStop({ guest, guests, force }: z.output<typeof batchStopRequest>) {
  const ids = guest ?? guests;
  if (ids !== undefined) return { guestIds: ids, force: force ?? false };
  throw new DomainError('invalid', 'guest is missing: it must be a list', {
    reason: 'bad_request',
    details: { field: 'guest' },
  });
}

const statuses = {
  'create-guest': { waiting: 'creating', done: 'created', failed: 'fail' },
  'delete-guest': { waiting: 'deleting', done: 'deleted', failed: 'fail' },
  'stop-guest': { waiting: 'stopping', done: 'stopped', failed: 'fail' },
} as const;

/** 202 while any item is in process. */
export function batchStatus(view: BatchView): 200 | 202 {
  return view.finished ? 200 : 202;
}

export function batchToWire({ batch, items }: BatchView, kind: keyof typeof statuses) {
  return items.map((item) => ({
    ...(batch.kind === 'create-guest' && { name: item.name }),
    id: item.guestId ?? '',
    status: statuses[kind][item.state],
    ...(item.error !== null && { error: messageOf(batch, item.error) }),
    ...(batch.kind === 'create-guest' && { progress: progressOf(item) }),
  }));
}

/** The portal needs a number as long as the guest is being created. */
function progressOf({ state, progress }: BatchItem): number {
  return state === 'done' ? 100 : Math.min(99, Math.floor(progress));
}

function messageOf({ requestId }: Pick<Batch, 'requestId'>, error: NonNullable<BatchItem['error']>): string {
  return error.code === 'internal' ? `internal error, see the log for request ${requestId}` : error.message;
}
