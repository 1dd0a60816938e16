import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { type FoundDesktopProject, findDesktopProject } from './desktop-access.ts';

/** @throws DomainError `forbidden`, `not_found`. */
export async function getDesktopProject(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { id: string },
): Promise<FoundDesktopProject> {
  return findDesktopProject(ports.store, ctx, input.id);
}
