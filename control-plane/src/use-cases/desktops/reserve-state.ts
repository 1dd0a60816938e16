import { type DesktopProject, releasePolicyOf } from '../../domain/desktop.ts';
import {
  countReserve,
  type ReserveCounts,
  type ReserveRecord,
  type ReserveWish,
  type UnassignedDesktop,
} from '../../domain/desktop-reserve.ts';
import type { Ports, Store } from '../ports/index.ts';

/** How long a silent cell's free desktops are waited for before others take their place. */
const lostAfterMs = 300_000;

export interface ReserveState {
  readonly wish: ReserveWish;
  readonly desktops: readonly UnassignedDesktop[];
  readonly counts: ReserveCounts;
  readonly record: ReserveRecord;
}

/** @param store of the open transaction, if what follows depends on it. */
export async function reserveState(
  store: Store,
  { live, clock }: Pick<Ports, 'live' | 'clock'>,
  desktop: DesktopProject,
): Promise<ReserveState> {
  const { projectId } = desktop;
  const wish: ReserveWish = {
    wanted: desktop.minReserve || null,
    shrink: desktop.reserveShrink,
    deletesReleased: releasePolicyOf(desktop) === 'delete',
  };
  const nowMs = clock.nowMs();
  const isLost = (cellId: string) => {
    const cell = live.cell(cellId);
    return cell?.lostCode != null && nowMs - cell.seenAtMs > lostAfterMs;
  };
  const desktops = (await store.desktopReserves.unassigned(projectId)).map(({ guest, ...one }) => ({
    ...one,
    guest: guest && { settled: guest.phase === 'ready', lost: isLost(guest.cellId) },
  }));
  const none = { projectId, failures: 0, failedAtMs: 0, failedAttempt: '', message: '', degraded: false };
  const record = (await store.desktopReserves.get(projectId)) ?? none;
  return { wish, desktops, counts: countReserve(desktops, wish), record };
}
