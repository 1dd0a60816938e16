import { tableOptions, wholeNumber } from '../db.ts';
import type { Migration } from './migration.ts';

const columns = 'project_id, instances, cores, memory_bytes, disk_bytes, snapshots, addresses';
const added = columns
  .split(', ')
  .slice(1)
  .map((column) => `${column} = ${column} + excluded.${column}`)
  .join(', ');
const snapshotsOf = (id: string) => `(select count(*) from snapshots where guest_id = ${id})`;
const addressesOf = (id: string) =>
  `(select count(*) from address_allocations where holder_kind = 'guest' and holder_id = ${id})`;

/** Adds to what is counted. @param values for each column, from `source` with the project's id as \`p.id\`. */
const count = (values: string, source: string) => `
insert into project_usage (${columns}) select p.id, ${values} from (${source}) p where p.id is not null
on conflict (project_id) do update set ${added};`;

/** All that one guest takes, of its project or of that of its Nano group. @param sign 1 or -1. */
const countGuest = (row: 'old' | 'new', sign: 1 | -1) => {
  const taken = ['1', `${row}.cores`, `${row}.memory_bytes`, `${row}.total_disk_bytes`];
  const all = [...taken, snapshotsOf(`${row}.id`), addressesOf(`${row}.id`)];
  return count(
    all.map((value) => `${sign} * ${value}`).join(', '),
    `select coalesce(${row}.project_id, (select project_id from groups where id = ${row}.group_id)) as id`,
  );
};

/** One thing of a guest, while the guest is there: with it goes all at once. */
const countOne = (values: string, guestId: string) =>
  count(
    values,
    `select coalesce(guests.project_id, groups.project_id) as id from guests
  left join groups on groups.id = guests.group_id where guests.id = ${guestId}`,
  );

/** All guests of a Nano group, for the project that it has or had. */
const countGroup = (row: 'old' | 'new', sign: 1 | -1) => {
  const sum = (column: string) => `${sign} * coalesce(sum(${column}), 0)`;
  return `
insert into project_usage (${columns})
select ${row}.project_id, ${sign} * count(*), ${sum('cores')}, ${sum('memory_bytes')}, ${sum('total_disk_bytes')},
  ${sum(snapshotsOf('guests.id'))},
  ${sum(addressesOf('guests.id'))}
from guests where group_id = ${row}.id and guests.project_id is null and ${row}.project_id is not null
having count(*) > 0
on conflict (project_id) do update set ${added};`;
};

const trigger = (name: string, when: string, actions: string) =>
  `create trigger usage_${name} ${when} begin ${actions} end;`;

/** What projects use is counted with each change, so that no creation has to; what changes under way take is held. */
export const projectUsage: Migration = {
  number: 29,
  name: 'project-usage',
  up(database) {
    database.script(`
create table project_usage (
  project_id text not null primary key,
  instances ${wholeNumber} not null,
  cores ${wholeNumber} not null,
  memory_bytes ${wholeNumber} not null,
  disk_bytes ${wholeNumber} not null,
  snapshots ${wholeNumber} not null,
  addresses ${wholeNumber} not null
) ${tableOptions};
create table quota_holds (
  operation_id text not null primary key references operations (id) on delete cascade,
  project_id text not null,
  cores ${wholeNumber} not null,
  memory_bytes ${wholeNumber} not null,
  disk_bytes ${wholeNumber} not null,
  snapshots ${wholeNumber} not null
) ${tableOptions};
create index quota_holds_of_project on quota_holds (project_id);
create table project_networks (
  project_id text not null primary key references projects (id) on delete cascade,
  address_pool text,
  policy_group_id text
) ${tableOptions};
insert into project_usage (${columns})
select coalesce(guests.project_id, groups.project_id) as project, count(*), sum(guests.cores),
  sum(guests.memory_bytes), sum(guests.total_disk_bytes),
  sum(${snapshotsOf('guests.id')}), sum(${addressesOf('guests.id')})
from guests left join groups on groups.id = guests.group_id
where coalesce(guests.project_id, groups.project_id) is not null group by project;
${trigger('guest_comes', 'after insert on guests', countGuest('new', 1))}
${trigger('guest_goes', 'before delete on guests', countGuest('old', -1))}
${trigger(
  'guest_changes',
  `after update of project_id, group_id, cores, memory_bytes, total_disk_bytes on guests
when old.cores <> new.cores or old.memory_bytes <> new.memory_bytes or old.group_id <> new.group_id
  or old.total_disk_bytes <> new.total_disk_bytes or old.project_id is not new.project_id`,
  countGuest('old', -1) + countGuest('new', 1),
)}
${trigger('snapshot_comes', 'after insert on snapshots', countOne('0, 0, 0, 0, 1, 0', 'new.guest_id'))}
${trigger('snapshot_goes', 'after delete on snapshots', countOne('0, 0, 0, 0, -1, 0', 'old.guest_id'))}
${trigger(
  'address_comes',
  `after insert on address_allocations when new.holder_kind = 'guest'`,
  countOne('0, 0, 0, 0, 0, 1', 'new.holder_id'),
)}
${trigger(
  'address_goes',
  `after delete on address_allocations when old.holder_kind = 'guest'`,
  countOne('0, 0, 0, 0, 0, -1', 'old.holder_id'),
)}
${trigger(
  'group_changes',
  'after update of project_id on groups when old.project_id is not new.project_id',
  countGroup('old', -1) + countGroup('new', 1),
)}
${trigger('group_goes', 'before delete on groups', countGroup('old', -1))}
create trigger quota_holds_end after update of state on operations
when new.state in ('done', 'failed', 'cancelled') begin
  delete from quota_holds where operation_id = new.id;
end;
`);
  },
};
