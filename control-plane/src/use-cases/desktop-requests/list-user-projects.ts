import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { type PasswordProof, proveDesktopUser } from './prove-desktop-user.ts';
import { userDesktopProjects } from './user-desktop-projects.ts';

/** Names of the user's enabled desktop projects, sorted. @throws DomainError as `proveDesktopUser`. */
export async function listUserProjects(
  ports: Pick<Ports, 'store' | 'keystone' | 'passwords' | 'passwordPolicy' | 'oneTimeCodes'>,
  ctx: Omit<Context, 'actor'>,
  input: PasswordProof,
): Promise<string[]> {
  const user = await proveDesktopUser(ports, ctx, { method: 'password', ...input }, 'list-desktop-projects');
  const found = await userDesktopProjects(ports, user);
  return found.map(({ project }) => project.name).sort();
}
