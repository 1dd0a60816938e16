import type { DesktopStatistics } from '../../domain/desktop.ts';
import { isRunning } from '../../domain/live.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findDesktopProject } from './desktop-access.ts';

/** Free and occupied desktops are all desktops, whatever their state. @throws DomainError `forbidden`, `not_found`. */
export async function getDesktopStatistics(
  ports: Pick<Ports, 'store' | 'live'>,
  ctx: Context,
  input: { id: string },
): Promise<DesktopStatistics> {
  const { project } = await findDesktopProject(ports.store, ctx, input.id);
  const desktops = await ports.store.desktops.countsOf(project.id);
  const isDesktop = new Set(desktops.map(({ id }) => id));
  const others = (await ports.store.desktops.guestsOf(project.id)).filter((id) => !isDesktop.has(id));
  const isActive = (id: string) => isRunning(ports.live.guest(id));
  const count = (test: (one: (typeof desktops)[number]) => boolean) => desktops.filter(test).length;
  const own = {
    created: desktops.length,
    active: count(({ id, error }) => !error && isActive(id)),
    error: count(({ error }) => error),
  };
  const occupied = count(({ assigned }) => assigned);
  return {
    servers: {
      created: own.created + others.length,
      active: own.active + others.filter(isActive).length,
      error: own.error,
    },
    desktops: {
      ...own,
      free: own.created - occupied,
      occupied,
      simultaneous: count(({ users }) => users > 1),
    },
  };
}
