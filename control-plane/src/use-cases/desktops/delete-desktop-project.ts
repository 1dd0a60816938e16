import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { deleteProject } from '../projects/delete-project.ts';
import { findDesktopProject } from './desktop-access.ts';

/** With the identity project. @throws DomainError `forbidden`, `not_found`, `conflict` (`has_servers`). */
export async function deleteDesktopProject(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { id: string },
): Promise<void> {
  const { project } = await findDesktopProject(ports.store, ctx, input.id);
  await deleteProject(ports, ctx, { id: project.id });
}
