import { tableOptions, wholeNumber } from '../../db.ts';

export const operationTables = `
create table operations (
  id text not null primary key,
  kind text not null,
  subject_kind text not null,
  subject_id text not null,
  actor_id text not null,
  actor_name text not null,
  via text not null,
  request_id text not null,
  state text not null,
  progress ${wholeNumber} not null,
  error text,
  input text not null,
  result text not null,
  cancellable ${wholeNumber} not null,
  cancel_requested ${wholeNumber} not null,
  created_at_ms ${wholeNumber} not null,
  started_at_ms ${wholeNumber},
  finished_at_ms ${wholeNumber}
) ${tableOptions};
create unique index operations_one_per_subject on operations (subject_kind, subject_id)
  where state in ('pending', 'running', 'undoing');
create index operations_created on operations (created_at_ms, id);
create index operations_state on operations (state, created_at_ms, id);
create index operations_subject on operations (subject_kind, subject_id, created_at_ms, id);
create index operations_kind on operations (kind, created_at_ms, id);
create index operations_actor on operations (actor_id, created_at_ms, id);

create table operation_steps (
  operation_id text not null references operations (id) on delete cascade,
  position ${wholeNumber} not null,
  name text not null,
  state text not null,
  attempts ${wholeNumber} not null,
  result text not null,
  finished_at_ms ${wholeNumber},
  primary key (operation_id, position)
) ${tableOptions};
`;
