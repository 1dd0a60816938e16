import type { DesktopServer } from '../../domain/desktop.ts';
import type { Project } from '../../domain/identity.ts';
import type { Context } from '../context.ts';
import { accountOf, missing } from '../identity/find.ts';
import type { Ports } from '../ports/index.ts';
import { desktopReach } from './desktop-reach.ts';

/** What the user himself has, of what the caller reads; the oldest first. @throws DomainError `forbidden`, `not_found`. */
export async function listUserDesktops(
  { store }: Pick<Ports, 'store'>,
  ctx: Context,
  input: { userId: string },
): Promise<{ server: DesktopServer; project: Project }[]> {
  const reach = desktopReach(ctx);
  const user = await accountOf(store, input.userId);
  if ((reach.domainId ?? user.domainId) !== user.domainId) return missing('user', input.userId);
  const held = await store.desktops.listHeld({ ...reach, holders: [{ kind: 'user', id: user.id }] });
  const found: { server: DesktopServer; project: Project }[] = [];
  for (const { server } of held) {
    const project = await store.identity.getProject(server.projectId);
    if (project) found.push({ server, project });
  }
  return found;
}
