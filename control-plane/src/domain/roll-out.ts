/** A new image for the desktops that a project has already: free ones first, a few at a time. */
import type { DesktopState } from './desktop.ts';

export type RollOutState = 'running' | 'done' | 'failed' | 'aborted';

export interface RollOut {
  readonly id: string;
  readonly projectId: string;
  readonly imageId: string;
  readonly previousImageId: string;
  readonly state: RollOutState;
  /** How many desktops are rebuilt at once. */
  readonly batch: number;
  /** From then on those that users have are rebuilt as well; null: only when they are given back. */
  readonly forceAtMs: number | null;
  /** Desktops that became errors by it. */
  readonly failures: number;
  /** Why it is over before its end. */
  readonly message: string | null;
  readonly createdAtMs: number;
  readonly finishedAtMs: number | null;
}

export interface RollOutDesktop {
  readonly id: string;
  readonly state: DesktopState;
  /** It has the new image. */
  readonly isNew: boolean;
  /** Nothing happens to its guest. */
  readonly isSettled: boolean;
  readonly isHeld: boolean;
  readonly isInSession: boolean;
}

export interface RollOutProgress {
  readonly total: number;
  readonly done: number;
  readonly working: number;
  /** Free, or waiting for those who have them. */
  readonly waiting: number;
  readonly errors: number;
}

/** From this failure on it stops, so that a bad image does not take every desktop. */
export const mostFailures = 3;

export function rollOutProgress(desktops: readonly RollOutDesktop[]): RollOutProgress {
  const alive = desktops.filter(({ state }) => state !== 'deleting');
  const errors = alive.filter(({ state }) => state === 'error');
  const well = alive.filter(({ state }) => state !== 'error');
  const working = well.filter((one) => isAtWork(one));
  const settled = well.filter((one) => !isAtWork(one));
  const done = settled.filter(({ isNew }) => isNew).length;
  return {
    total: alive.length,
    done,
    working: working.length,
    waiting: settled.length - done,
    errors: errors.length,
  };
}

/** Which are rebuilt now: free ones, from the forced date on also the others, those that nobody works with first. */
export function nextOfRollOut(
  { batch, forceAtMs }: Pick<RollOut, 'batch' | 'forceAtMs'>,
  desktops: readonly RollOutDesktop[],
  nowMs: number,
): string[] {
  const room = batch - desktops.filter((one) => isAtWork(one)).length;
  const isForced = forceAtMs !== null && nowMs >= forceAtMs;
  const old = desktops.filter((one) => one.state === 'ready' && !isAtWork(one) && !one.isNew);
  const free = old.filter(({ isHeld }) => !isHeld);
  const held = isForced ? old.filter(({ isHeld }) => isHeld) : [];
  const idle = held.filter(({ isInSession }) => !isInSession);
  const busy = held.filter(({ isInSession }) => isInSession);
  return [...free, ...idle, ...busy].slice(0, Math.max(0, room)).map(({ id }) => id);
}

function isAtWork({ state, isSettled }: RollOutDesktop): boolean {
  return state === 'building' || state === 'releasing' || (state === 'ready' && !isSettled);
}
