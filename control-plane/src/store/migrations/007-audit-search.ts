import type { Migration } from './migration.ts';

/** What people look for in the audit, besides a subject: who, what, and one request. */
export const auditSearch: Migration = {
  number: 7,
  name: 'audit-search',
  up(database) {
    database.script(`
create index audit_actor on audit (actor_name, id);
create index audit_action on audit (action, id);
create index audit_request on audit (request_id, id);
`);
  },
};
