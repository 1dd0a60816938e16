import type { DesktopServer } from '../../domain/desktop.ts';
import { isDegraded, type ReserveCounts } from '../../domain/desktop-reserve.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findDesktopProject } from './desktop-access.ts';
import { type RefillPorts, refillReserve } from './refill-reserve.ts';
import { reserveState } from './reserve-state.ts';

export interface ReserveView extends ReserveCounts {
  /** Null: there is no reserve. */
  readonly wanted: number | null;
  readonly failures: number;
  readonly degraded: boolean;
  /** Why the last attempt failed, or why there is no room for more; else empty. */
  readonly message: string;
}

/**
 * Makes what is missing now, without waiting for the end of a pause after failures.
 * @throws DomainError `forbidden`, `not_found`.
 */
export async function fillReserve(
  ports: RefillPorts & Pick<Ports, 'reserves'>,
  ctx: Context,
  input: { id: string },
): Promise<{ made: readonly DesktopServer[]; reserve: ReserveView }> {
  const found = await findDesktopProject(ports.store, ctx, input.id);
  const { made } = await refillReserve(ports, ctx, found, { retry: true });
  const subject = { kind: 'project', id: found.project.id };
  const details = { servers: made.map(({ id }) => id) };
  await ports.store.audit.append(ctx, { action: 'fill-reserve', subject, outcome: 'done', details });
  ports.reserves.wake(found.project.id);
  return { made, reserve: await viewReserve(ports, found.desktop) };
}

/** @throws DomainError `forbidden`, `not_found`. */
export async function getReserve(
  ports: Pick<Ports, 'store' | 'live' | 'clock'>,
  ctx: Context,
  input: { id: string },
): Promise<ReserveView> {
  return viewReserve(ports, (await findDesktopProject(ports.store, ctx, input.id)).desktop);
}

async function viewReserve(
  ports: Pick<Ports, 'store' | 'live' | 'clock'>,
  desktop: Parameters<typeof reserveState>[2],
): Promise<ReserveView> {
  const { wish, counts, record } = await reserveState(ports.store, ports, desktop);
  const { failures, message } = record;
  return { wanted: wish.wanted, ...counts, failures, degraded: isDegraded(record), message };
}
