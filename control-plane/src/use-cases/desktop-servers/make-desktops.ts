import { DomainError } from '../../../../proto/src/errors.ts';
import type { DesktopHolder, DesktopOrigin, DesktopServer } from '../../domain/desktop.ts';
import { desktopName, guestNameOf } from '../../domain/desktop-names.ts';
import { rsError } from '../../domain/rs-errors.ts';
import type { Context } from '../context.ts';
import type { FoundDesktopProject } from '../desktops/desktop-access.ts';
import { type PlannedGuest, placeGuest } from '../guests/plan-guest.ts';
import type { Ports, Store } from '../ports/index.ts';
import { assignDesktop } from './assign-desktop.ts';
import { planDesktopGuest } from './plan-desktop-guest.ts';

export interface NewDesktops {
  readonly found: FoundDesktopProject;
  /** Their names, or how many are to be named by the project's pattern. */
  readonly names: readonly string[] | number;
  readonly description: string;
  readonly origin: DesktopOrigin;
  /** Whoever gets each of them. */
  readonly holders: readonly DesktopHolder[];
  /** How many of them are made after all, asked in the transaction that makes them; absent: all. */
  readonly limit?: (tx: Store) => Promise<number>;
}

export interface MadeDesktops {
  readonly reservationId: string;
  readonly servers: readonly DesktopServer[];
}

type MakePorts = Pick<Ports, 'store' | 'operations' | 'live' | 'limits' | 'ids' | 'clock' | 'desktops'>;

/**
 * Accepts new desktops, all or none: each is a guest of its project that the operation `create-guest` makes. Whether the caller
 * may was asked before.
 * @param also is written in the same transaction.
 * @throws DomainError `quota_exceeded` where there is no room, `already_exists` for a name, `invalid` for what the project is
 *   made with.
 */
export async function makeDesktops(
  ports: MakePorts,
  ctx: Context,
  input: NewDesktops,
  also?: (tx: Store, made: MadeDesktops) => Promise<void>,
): Promise<MadeDesktops> {
  const { found, names } = input;
  const count = typeof names === 'number' ? names : names.length;
  const plans = await Promise.all(Array.from({ length: count }, () => planDesktopGuest(ports, ctx, found)));
  const reservationId = `r-${ports.ids.password(8).toLowerCase()}`;
  const operations: string[] = [];
  try {
    const servers = await ports.store.transaction(async (tx) => {
      const made: DesktopServer[] = [];
      const most = (await input.limit?.(tx)) ?? plans.length;
      for (const [index, plan] of plans.slice(0, most).entries()) {
        const name = typeof names === 'number' ? await nextName(tx, ports, found) : (names[index] ?? '');
        const server = toServer(ctx, input, { id: plan.guest.id, name, index, reservationId });
        await tx.desktops.insertServer(server);
        operations.push(await placeGuest(tx, ports, ctx, named(plan, guestNameOf(name, server.id))));
        for (const holder of input.holders) await assignDesktop(tx, ctx, server, holder);
        made.push(server);
      }
      await also?.(tx, { reservationId, servers: made });
      return made;
    });
    for (const operation of operations) ports.operations.start(operation);
    return { reservationId, servers };
  } catch (error) {
    if (error instanceof DomainError && error.code === 'no_capacity')
      throw rsError('quota_exceeded', { project_name: found.project.name }, error);
    throw error;
  }
}

function named(plan: PlannedGuest, name: string): PlannedGuest {
  return { ...plan, input: { ...plan.input, name } };
}

async function nextName(
  tx: Store,
  { desktops }: Pick<Ports, 'desktops'>,
  { desktop }: FoundDesktopProject,
): Promise<string> {
  for (;;) {
    const number = await tx.desktops.takeNumber(desktop.projectId);
    const name = desktopName(desktop.namePattern ?? desktops.namePattern, number);
    if (!(await tx.desktops.hasServerName(desktop.projectId, name))) return name;
  }
}

function toServer(
  { nowMs }: Context,
  { found, description, origin }: NewDesktops,
  part: { id: string; name: string; index: number; reservationId: string },
): DesktopServer {
  const { id, name, index, reservationId } = part;
  return {
    id,
    projectId: found.project.id,
    name,
    description,
    state: 'building',
    origin,
    reservationId,
    launchIndex: index,
    maintenance: null,
    createdAtMs: nowMs,
  };
}
