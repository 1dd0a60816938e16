import { appendOnly, growingKey, tableOptions, wholeNumber } from '../../db.ts';

export const journalTables = `
create table audit (
  id ${growingKey},
  at_ms ${wholeNumber} not null,
  actor_id text not null,
  actor_name text not null,
  via text not null,
  address text not null,
  request_id text not null,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  outcome text not null,
  details text
) ${tableOptions};
create index audit_subject on audit (subject_kind, subject_id, id);
create index audit_time on audit (at_ms);
${appendOnly('audit')}

create table logs (
  id text not null primary key,
  content text not null
) ${tableOptions};
`;
