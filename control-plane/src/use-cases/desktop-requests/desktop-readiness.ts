import type { DesktopServer } from '../../domain/desktop.ts';
import type { ServerStatus } from '../../domain/desktop-status.ts';
import type { Guest } from '../../domain/guest.ts';
import { desktopAddress } from '../desktop-servers/desktop-address.ts';
import { desktopStatus } from '../desktop-servers/desktop-view.ts';
import type { Ports } from '../ports/index.ts';

/** What a desktop is to somebody who wants to work with it; the less, the sooner he can. */
export interface Readiness {
  readonly status: ServerStatus;
  /** 0: at once; 1: runs, its address is not known; 2: has to be started; 3: is being made; 4: not known yet; 5: can not be. */
  readonly rank: 0 | 1 | 2 | 3 | 4 | 5;
}

export function readinessOf(
  { live }: Pick<Ports, 'live'>,
  server: DesktopServer,
  guest: Guest | undefined,
): Readiness {
  const status = desktopStatus({ live }, { server }, guest);
  if (status === 'ACTIVE')
    return { status, rank: guest && desktopAddress(guest, live.guest(guest.id)) !== null ? 0 : 1 };
  if (status === 'SHUTOFF') return { status, rank: 2 };
  if (status === 'BUILD' || status === 'REBUILD') return { status, rank: 3 };
  return { status, rank: status === 'ERROR' && guest && isUnheard({ live }, guest) ? 4 : 5 };
}

/** Since this program started nothing was heard of the cell, and it is too early to call it lost. */
function isUnheard({ live }: Pick<Ports, 'live'>, { cellId }: Guest): boolean {
  const cell = live.cell(cellId);
  return cell === undefined || (!cell.alive && (cell.lostCode ?? null) === null);
}
