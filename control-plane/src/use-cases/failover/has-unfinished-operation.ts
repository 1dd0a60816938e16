import type { Store } from '../ports/index.ts';

/** Somebody is at work on the guest, who knows better where it is and whether it shall run. */
export async function hasUnfinishedOperation(
  store: Pick<Store, 'operations'>,
  guestId: string,
): Promise<boolean> {
  const filter = { state: 'unfinished', subject: { kind: 'guest', id: guestId } } as const;
  return (await store.operations.count(filter)) > 0;
}
