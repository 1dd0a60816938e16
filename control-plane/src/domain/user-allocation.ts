/** Who gets which desktop when all users of a project are given theirs at once. */
import type { DesktopMode } from './desktop.ts';

export interface AllocationPlan {
  readonly given: readonly { readonly userId: string; readonly serverId: string }[];
  /** Those for whom none was left. */
  readonly without: readonly string[];
}

/**
 * In the standard mode each user gets the next desktop; in the simultaneous one the desktop with the fewest users, the
 * first among equals.
 * @param servers in their order; `users` is how many have it already. @param most on one desktop; null: any number.
 */
export function allocateUsers(
  mode: DesktopMode,
  userIds: readonly string[],
  servers: readonly { readonly id: string; readonly users: number }[],
  most: number | null,
): AllocationPlan {
  const limit = mode === 'standard' ? 1 : (most ?? Number.POSITIVE_INFINITY);
  const load = new Map(servers.map(({ id, users }) => [id, users]));
  const given: { userId: string; serverId: string }[] = [];
  const without: string[] = [];
  for (const userId of userIds) {
    const serverId = leastLoaded(load, limit);
    if (serverId === undefined) without.push(userId);
    else {
      load.set(serverId, (load.get(serverId) ?? 0) + 1);
      given.push({ userId, serverId });
    }
  }
  return { given, without };
}

function leastLoaded(load: ReadonlyMap<string, number>, limit: number): string | undefined {
  let best: string | undefined;
  let fewest = limit;
  for (const [id, users] of load) {
    if (users >= fewest) continue;
    best = id;
    fewest = users;
  }
  return best;
}
