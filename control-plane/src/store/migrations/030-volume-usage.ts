import type { Migration } from './migration.ts';

const count = (sign: '+' | '-', row: 'old' | 'new') => `
insert into project_usage (project_id, instances, cores, memory_bytes, disk_bytes, snapshots, addresses)
values (${row}.project_id, 0, 0, 0, 0 ${sign} ${row}.size_bytes, 0, 0)
on conflict (project_id) do update set disk_bytes = disk_bytes + excluded.disk_bytes;`;

/** Volumes count among the disks of their project. */
export const volumeUsage: Migration = {
  number: 30,
  name: 'volume-usage',
  up(database) {
    database.script(`
insert into project_usage (project_id, instances, cores, memory_bytes, disk_bytes, snapshots, addresses)
select project_id, 0, 0, 0, sum(size_bytes), 0, 0 from volumes where true group by project_id
on conflict (project_id) do update set disk_bytes = disk_bytes + excluded.disk_bytes;
create trigger usage_volume_comes after insert on volumes begin ${count('+', 'new')} end;
create trigger usage_volume_goes after delete on volumes begin ${count('-', 'old')} end;
create trigger usage_volume_changes after update of project_id, size_bytes on volumes
when old.size_bytes <> new.size_bytes or old.project_id <> new.project_id
begin ${count('-', 'old')} ${count('+', 'new')} end;
`);
  },
};
