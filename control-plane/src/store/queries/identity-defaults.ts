import { randomUUID } from 'node:crypto';
import { administrationProject, seededRoles } from '../../domain/identity.ts';
import { defaultDomainId } from '../../domain/user.ts';
import type { Db } from '../db.ts';
import { preparedInsert } from '../prepared.ts';

const insertDomain = preparedInsert('domains');
const insertProject = preparedInsert('projects');
const insertRole = preparedInsert('identity_roles');
const insertAssignment = preparedInsert('role_assignments');

/** The domain `default`, the project `admin` in it, the identity roles, and `admin` on that project for the user if one is named. */
export async function insertIdentityDefaults(
  db: Db,
  adminUserId: string | null,
  nowMs: number,
): Promise<void> {
  const common = { description: '', enabled: 1, created_at_ms: nowMs };
  const projectId = randomUUID();
  await db.atomic(async (tx) => {
    await insertDomain(tx, { id: defaultDomainId, name: 'Default', ...common });
    await insertProject(tx, {
      id: projectId,
      domain_id: defaultDomainId,
      name: administrationProject,
      parent_id: null,
      is_domain: 0,
      tags: '[]',
      ...common,
    });
    for (const name of seededRoles) {
      const roleId = randomUUID();
      await insertRole(tx, { id: roleId, name });
      if (name !== 'admin' || adminUserId === null) continue;
      await insertAssignment(tx, {
        role_id: roleId,
        actor_kind: 'user',
        actor_id: adminUserId,
        target_kind: 'project',
        target_id: projectId,
        inherited: 0,
      });
    }
  });
}
