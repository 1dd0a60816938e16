import type { User } from '../../domain/user.ts';
import { fromFlag } from '../columns.ts';
import type { UsersTable } from '../tables/users.ts';

export function toUser(row: UsersTable): User {
  return {
    id: row.id,
    domainId: row.domain_id,
    name: row.name,
    nick: row.nick,
    mail: row.mail,
    enabled: fromFlag(row.enabled),
    passwordHash: row.password_hash,
    createdAtMs: row.created_at_ms,
    description: row.description,
    defaultProjectId: row.default_project_id,
    passwordChangedAtMs: row.password_changed_at_ms,
    graceLoginsUsed: row.grace_logins_used,
  };
}
