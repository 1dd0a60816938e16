import type { NewBatchItem } from '../../domain/batch.ts';
import type { Ports } from '../ports/index.ts';

/** All guests of a cell, sorted by name. */
export async function guestItems(
  ports: Pick<Ports, 'store'>,
  { cellId }: { cellId: string },
): Promise<NewBatchItem[]> {
  const guests = await ports.store.guests.list({ scope: { all: true }, cellId });
  return guests.map(({ id, name }) => ({ name, guestId: id, ethernetAddress: null }));
}
