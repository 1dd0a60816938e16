import { type RollOut, type RollOutProgress, rollOutProgress } from '../../domain/roll-out.ts';
import type { Context } from '../context.ts';
import { missing } from '../identity/find.ts';
import type { Ports } from '../ports/index.ts';
import { findDesktopProject } from './desktop-access.ts';
import { rollOutDesktops } from './roll-out-desktops.ts';

export type RollOutView = RollOut & RollOutProgress;

/** The project's last one. @throws DomainError `forbidden`, `not_found` also where there was none. */
export async function getRollOut(
  { store }: Pick<Ports, 'store'>,
  ctx: Context,
  input: { id: string },
): Promise<RollOutView> {
  const { project } = await findDesktopProject(store, ctx, input.id);
  const rollOut = (await store.rollOuts.latest(project.id)) ?? missing('roll-out', project.id);
  return { ...rollOut, ...rollOutProgress(await rollOutDesktops(store, rollOut)) };
}
