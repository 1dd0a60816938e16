import type { DesktopAssignmentEvent } from '../../domain/desktop.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findDesktop } from './desktop-reach.ts';

const mostShown = 1_000;

/** Who got and who lost the desktop when and by whom, the newest first. @throws DomainError `forbidden`, `not_found`. */
export async function listAssignmentHistory(
  { store }: Pick<Ports, 'store'>,
  ctx: Context,
  input: { id: string },
): Promise<DesktopAssignmentEvent[]> {
  const { server } = await findDesktop(store, ctx, input.id);
  return store.desktops.assignmentHistory(server.id, mostShown);
}
