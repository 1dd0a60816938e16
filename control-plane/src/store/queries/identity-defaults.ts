import { randomUUID } from 'node:crypto';
import { defaultDomainId } from '../../domain/user.ts';
import type { Db } from '../db.ts';
import { preparedInsert } from '../prepared.ts';

const insertDomain = preparedInsert('domains');
const insertProject = preparedInsert('projects');
const insertRole = preparedInsert('identity_roles');
const insertAssignment = preparedInsert('role_assignments');

/** The domain `default`, the project `admin` in it, the identity roles, and `admin` on that project for the user. */
export async function insertIdentityDefaults(db: Db, adminUserId: string, nowMs: number): Promise<void> {
  const common = { description: '', enabled: 1, created_at_ms: nowMs };
  const projectId = randomUUID();
  await db.atomic(async (tx) => {
    await insertDomain(tx, { id: defaultDomainId, name: 'Default', ...common });
    await insertProject(tx, { id: projectId, domain_id: defaultDomainId, name: 'admin', ...common });
    for (const name of ['admin', 'member', 'project_admin', 'project_mod']) {
      const roleId = randomUUID();
      await insertRole(tx, { id: roleId, name });
      if (name !== 'admin') continue;
      await insertAssignment(tx, {
        role_id: roleId,
        actor_kind: 'user',
        actor_id: adminUserId,
        target_kind: 'project',
        target_id: projectId,
      });
    }
  });
}
