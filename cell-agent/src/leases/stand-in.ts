/**
 * What the agent does while the keeper is dead: it kills what runs beyond the deadlines that the keeper has written,
 * and grants nothing. Where both are dead nobody does.
 */
import type { BootClock } from './boot-clock.ts';
import type { GuestProcesses } from './guest-processes.ts';
import type { KeeperFile } from './keeper-file.ts';
import { afterBoot, expired } from './keeper-state.ts';
import type { LeaseKeeper } from './lease-keeper.ts';

export interface StandInParts {
  readonly keeper: Pick<LeaseKeeper, 'status'>;
  readonly file: Pick<KeeperFile, 'load'>;
  readonly clock: BootClock;
  readonly processes: GuestProcesses;
  readonly log: { warn(fields: object, message: string): void };
}

/** A keeper that takes longer is as good as dead: others wait no more than the margin beyond a deadline. */
const patienceMs = 1_000;

/** Call about once a second. */
export async function standInForKeeper(parts: StandInParts): Promise<void> {
  const { keeper, file, clock, processes, log } = parts;
  if (await answers(keeper)) return;
  const kept = await file.load();
  if (kept === null) return;
  const due = expired(afterBoot(kept, clock.bootId), clock.nowMs());
  if (due.length === 0) return;
  const running = processes.find(due.map(({ guestId }) => guestId));
  for (const [guestId, process] of running) {
    log.warn({ guestId, pid: process.pid }, 'the keeper is dead and the lease over: the guest is killed');
    processes.kill(process);
  }
}

async function answers(keeper: Pick<LeaseKeeper, 'status'>): Promise<boolean> {
  const silence = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => silence.resolve(false), patienceMs);
  const answer = keeper.status().then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([answer, silence.promise]);
  } finally {
    clearTimeout(timer);
  }
}
