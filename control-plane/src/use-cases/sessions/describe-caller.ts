import type { Context } from '../context.ts';

export interface CallerView {
  readonly user: string;
  readonly userId: string;
  readonly group: string | null;
  readonly menus: readonly string[];
  readonly via: string;
  readonly project: string | null;
  readonly roles: readonly string[];
}

/** Whoever asks, as his credential has him. */
export function describeCaller({ actor }: Context): CallerView {
  const { identity } = actor;
  return {
    user: actor.userName,
    userId: actor.userId,
    group: actor.group?.name ?? null,
    menus: actor.menus,
    via: actor.via,
    project: identity?.project?.name ?? null,
    roles: identity?.roles.map(({ name }) => name) ?? [],
  };
}
