import { DomainError } from '../../../../proto/src/errors.ts';
import type { Db } from '../db.ts';
import { refuseDuplicate } from '../errors.ts';
import { prepared, preparedInsert } from '../prepared.ts';

const insertRow = preparedInsert('ethernet_addresses');
const one = prepared((query, { address }: { address: string }) =>
  query.selectFrom('ethernet_addresses').select('guest_id').where('address', '=', address),
);

export async function hasEthernetAddress(db: Db, address: string): Promise<boolean> {
  return (await one.first(db, { address: address.toLowerCase() })) !== undefined;
}

export async function holdEthernetAddress(db: Db, guestId: string, address: string): Promise<void> {
  await refuseDuplicate(
    insertRow(db, { address: address.toLowerCase(), guest_id: guestId }),
    () =>
      new DomainError('already_exists', `ethernet_address ${address} is another guest's`, {
        reason: 'ethernet_address_taken',
        details: { field: 'ethernet_address' },
      }),
  );
}
