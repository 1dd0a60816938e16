import type { NewBatchItem } from '../../domain/batch.ts';

/** An item for each guest in the order of the request; one that is named twice is one item. */
export function existingGuests(guestIds: readonly string[]): NewBatchItem[] {
  return [...new Set(guestIds)].map((guestId) => ({ name: '', guestId, ethernetAddress: null }));
}
