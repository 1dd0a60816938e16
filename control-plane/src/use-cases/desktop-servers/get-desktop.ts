import type { HeldDesktop } from '../../domain/desktop.ts';
import type { Context } from '../context.ts';
import { missing } from '../identity/find.ts';
import type { Ports } from '../ports/index.ts';
import { findReadableDesktop } from './desktop-reach.ts';

/** @throws DomainError `forbidden`, `not_found`. */
export async function getDesktop(
  { store }: Pick<Ports, 'store'>,
  ctx: Context,
  input: { id: string },
): Promise<HeldDesktop> {
  const { server } = await findReadableDesktop(store, ctx, input.id);
  const [held] = await store.desktops.listHeld({ ids: [server.id] });
  return held ?? missing('server', input.id);
}
