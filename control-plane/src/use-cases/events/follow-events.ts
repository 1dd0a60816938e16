import { DomainError } from '../../../../proto/src/errors.ts';
import type { Actor } from '../../domain/actor.ts';
import { type EventType, type LifeEvent, mayHear } from '../../domain/life-event.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import type { EventLog } from './event-log.ts';

/** What a reader of the stream gets; `id` is where he goes on after it. */
export type StreamPart =
  | { readonly kind: 'ready'; readonly id: string }
  | { readonly kind: 'event'; readonly id: string; readonly event: LifeEvent }
  /** Events are missing here: what is known of the state must be read again. */
  | { readonly kind: 'gap'; readonly id: string; readonly reason: 'restarted' | 'overwritten' }
  | { readonly kind: 'heartbeat' }
  | { readonly kind: 'end'; readonly reason: 'shutdown' | 'session_ended' };

export interface Following {
  /** Checks the caller's credential anew. @throws DomainError `unauthenticated`. */
  readonly authenticate: () => Promise<Context>;
  /** The last id that the reader has seen; null: from now on. */
  readonly after: string | null;
  /** None: all. */
  readonly types: readonly EventType[];
  /** Only of this guest, cell, image … */
  readonly subjectId: string | null;
  readonly signal: AbortSignal;
}

export interface FollowTiming {
  /** Rights are at most this old, and a session that has ended is noticed after it. */
  readonly reviewMs: number;
  readonly heartbeatMs: number;
}

const usualTiming: FollowTiming = { reviewMs: 2_000, heartbeatMs: 15_000 };
const batch = 100;

/** The events that the caller may hear of, until he goes, his credential ends, or the control plane does. */
export async function* followEvents(
  ports: Pick<Ports, 'store' | 'events'>,
  following: Following,
  timing: FollowTiming = usualTiming,
): AsyncGenerator<StreamPart, void, void> {
  const { events: log } = ports;
  const hearing = new Hearing(ports, following, timing.reviewMs);
  await hearing.review();
  const idOf = (number: number) => `${log.epoch}-${number}`;
  const start = placeOf(log, following.after);
  let next = start.next;
  yield { kind: 'ready', id: idOf(next - 1) };
  if (start.unknown) yield { kind: 'gap', id: idOf(next - 1), reason: 'restarted' };
  let saidAt = performance.now();
  for (;;) {
    const woken = await log.wait(next, timing.reviewMs, following.signal);
    if (woken === 'closed') return yield { kind: 'end', reason: 'shutdown' };
    if (!(await hearing.review())) return yield { kind: 'end', reason: 'session_ended' };
    const { events, missed } = log.read(next, batch);
    if (missed > 0) yield { kind: 'gap', id: idOf(next + missed - 1), reason: 'overwritten' };
    for (const { number, event } of events) {
      if (!hearing.isHeard(event)) continue;
      yield { kind: 'event', id: idOf(number), event };
      saidAt = performance.now();
    }
    next = (events.at(-1)?.number ?? next + missed - 1) + 1;
    if (performance.now() - saidAt < timing.heartbeatMs) continue;
    yield { kind: 'heartbeat' };
    saidAt = performance.now();
  }
}

/** An id of another run, or none at all, leads to the oldest event that is left. */
function placeOf(log: EventLog, after: string | null): { next: number; unknown: boolean } {
  if (after === null) return { next: log.next, unknown: false };
  const [epoch = '', number = ''] = after.split('-');
  const last = /^\d{1,15}$/.test(number) ? Number(number) : Number.NaN;
  if (epoch === log.epoch && last < log.next) return { next: last + 1, unknown: false };
  const { events } = log.read(1, 1);
  return { next: events[0]?.number ?? log.next, unknown: true };
}

/** What one caller may hear, as his credential says it now. */
class Hearing {
  readonly #ports: Pick<Ports, 'store'>;
  readonly #following: Following;
  readonly #reviewMs: number;
  #actor: Actor | null = null;
  /** His group by type, where he sees its things. */
  #groups: ReadonlyMap<EventType, string> = new Map();
  #reviewedAt = 0;

  constructor(ports: Pick<Ports, 'store'>, following: Following, reviewMs: number) {
    this.#ports = ports;
    this.#following = following;
    this.#reviewMs = reviewMs;
  }

  /** False: he is nobody any more. */
  async review(): Promise<boolean> {
    if (this.#actor !== null && performance.now() - this.#reviewedAt < this.#reviewMs) return true;
    try {
      const { actor } = await this.#following.authenticate();
      const group = actor.group ? await this.#ports.store.users.getGroup(actor.group.id) : undefined;
      const groups = new Map<EventType, string>();
      if (group?.visibility.instances) groups.set('guest', group.id).set('snapshot', group.id);
      // Of an image's event the kind is not known: both have to be shared.
      if (group?.visibility.diskImages && group.visibility.mediaImages) groups.set('image', group.id);
      this.#groups = groups;
      this.#actor = actor;
      this.#reviewedAt = performance.now();
      return true;
    } catch (error) {
      if (this.#actor !== null && error instanceof DomainError && error.code === 'unauthenticated')
        return false;
      throw error;
    }
  }

  isHeard(event: LifeEvent): boolean {
    const { types, subjectId } = this.#following;
    if (types.length > 0 && !types.includes(event.type)) return false;
    if (subjectId !== null && subjectId !== event.subject.id) return false;
    return this.#actor !== null && mayHear(this.#actor, event, this.#groups.get(event.type) ?? null);
  }
}
