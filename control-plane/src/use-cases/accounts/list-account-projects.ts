import type { Project } from '../../domain/identity.ts';
import type { Context } from '../context.ts';
import { projectsOfUser } from '../identity/effective-roles.ts';
import type { Ports } from '../ports/index.ts';
import { getAccount } from './get-account.ts';

/** Where the user has a role, sorted by name. @throws DomainError `not_found` for another, as in `getAccount`. */
export async function listAccountProjects(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { id: string },
): Promise<Project[]> {
  const user = await getAccount(ports, ctx, input);
  return projectsOfUser(ports.store, user.id);
}
