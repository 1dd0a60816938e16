import type { DesktopProject, HeldDesktop } from '../../domain/desktop.ts';
import { type ServerStatus, serverStatus } from '../../domain/desktop-status.ts';
import type { Flavor } from '../../domain/flavor.ts';
import type { Guest } from '../../domain/guest.ts';
import { type LiveGuest, statusOf } from '../../domain/live.ts';
import type { Ports } from '../ports/index.ts';

/** A desktop with all that is known of its guest. */
export interface DesktopView {
  readonly held: HeldDesktop;
  readonly status: ServerStatus;
  readonly guest: Guest | undefined;
  readonly live: LiveGuest | undefined;
  /** Name of the cell. */
  readonly cell: string | null;
  readonly project: DesktopProject | undefined;
  readonly flavor: Flavor | undefined;
  /** 0 to 100 while it is being built, else 0. */
  readonly progress: number;
}

export async function viewDesktop(
  ports: Pick<Ports, 'store' | 'live'>,
  held: HeldDesktop,
): Promise<DesktopView> {
  const { id, projectId } = held.server;
  const guest = await ports.store.guests.get(id);
  const live = ports.live.guest(id);
  const cell = guest && (await ports.store.cells.get(guest.cellId));
  const project = await ports.store.desktops.getProject(projectId);
  const status = desktopStatus(ports, held, guest);
  const isBuilding = status === 'BUILD' || status === 'REBUILD';
  const operation = isBuilding ? await ports.store.operations.latest({ kind: 'guest', id }) : undefined;
  return {
    held,
    status,
    guest,
    live,
    cell: cell?.name ?? null,
    project,
    flavor: project && (await ports.store.flavors.get(project.flavorId)),
    progress: Math.min(99, Math.floor(operation?.progress ?? 0)),
  };
}

/** In Nova's words. */
export function desktopStatus(
  { live }: Pick<Ports, 'live'>,
  { server }: Pick<HeldDesktop, 'server'>,
  guest: Guest | undefined,
): ServerStatus {
  const seen = live.guest(server.id);
  const status = guest && statusOf(seen, live.cell(guest.cellId));
  const paused = seen?.seen?.state === 'paused';
  return serverStatus({
    state: server.state,
    guest: guest && status ? { phase: guest.phase, status, paused } : null,
  });
}
