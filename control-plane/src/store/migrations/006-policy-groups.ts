import { tableOptions, wholeNumber } from '../db.ts';
import type { Migration } from './migration.ts';

/** Without references to users: a group outlives its owner, as guests and images do. */
export const policyGroups: Migration = {
  number: 6,
  name: 'policy-groups',
  up(database) {
    database.script(`
create table policy_groups (
  id text not null primary key,
  name text not null unique,
  description text not null,
  owner_id text not null,
  owner text not null,
  group_id text not null,
  group_name text not null,
  enabled ${wholeNumber} not null,
  global ${wholeNumber} not null,
  default_action text not null,
  rules text not null,
  created_at_ms ${wholeNumber} not null,
  modified_at_ms ${wholeNumber} not null
) ${tableOptions};
`);
  },
};
