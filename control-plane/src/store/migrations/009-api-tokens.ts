import { tableOptions, wholeNumber } from '../db.ts';
import type { Migration } from './migration.ts';

export const apiTokens: Migration = {
  number: 9,
  name: 'api-tokens',
  up(database) {
    database.script(`
create table api_tokens (
  id text not null primary key,
  name text not null,
  user_id text not null references users (id) on delete cascade,
  secret_hash text not null unique,
  scope text not null,
  created_at_ms ${wholeNumber} not null,
  expires_at_ms ${wholeNumber} not null,
  last_used_at_ms ${wholeNumber},
  last_used_address text not null,
  unique (user_id, name)
) ${tableOptions};
create index api_tokens_expiry on api_tokens (expires_at_ms);
`);
  },
};
