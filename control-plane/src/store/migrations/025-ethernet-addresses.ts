import { tableOptions } from '../db.ts';
import type { Migration } from './migration.ts';

/** Whose each Ethernet address is. Where several guests have one from before, one of them holds it. */
export const ethernetAddresses: Migration = {
  number: 25,
  name: 'ethernet-addresses',
  up(database) {
    database.script(`
create table ethernet_addresses (
  address text not null primary key,
  guest_id text not null references guests (id) on delete cascade
) ${tableOptions};
create index ethernet_addresses_guest on ethernet_addresses (guest_id);
insert or ignore into ethernet_addresses (address, guest_id)
select lower(json_extract(nic.value, '$.ethernetAddress')), guests.id
from guests, json_each(guests.interfaces) as nic
where json_extract(nic.value, '$.ethernetAddress') is not null;
`);
  },
};
