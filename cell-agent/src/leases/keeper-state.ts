/**
 * The run leases of one cell: a pure state and what changes it. Times are milliseconds of CLOCK_BOOTTIME.
 *
 *   (none) ──renew──▶ leased ──register──▶ leased, with its process
 *                       ▲ │                      │
 *                 renew │ └── deadline ──▶ expired: whatever runs of it is killed, until renewed or released
 *
 * A lease ends at `basis + duration`, the basis being a time that this very keeper told before. So a renewal that was
 * held up anywhere (a stopped agent, a slow network) can not reach further than it did when it was sent. Of two
 * renewals the one with the older basis is void, so none overtakes another.
 */

/** A process, told apart from a later one with the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in clock ticks since boot. */
  readonly startTicks: number;
}

export interface Lease {
  readonly guestId: string;
  readonly deadlineMs: number;
  /** What runs the guest, as last found. */
  readonly process: ProcessIdentity | null;
}

export type EndReason = 'lease_expired' | 'host_restarted';

/** A guest that did not stop by itself. */
export interface EndedRun {
  readonly guestId: string;
  readonly reason: EndReason;
}

export interface KeeperState {
  readonly bootId: string;
  /** Of the last renewal that was taken. */
  readonly basisMs: number;
  readonly leases: readonly Lease[];
  readonly ended: readonly EndedRun[];
}

export interface Renewal {
  /** What the keeper told before; another boot's is void. */
  readonly basis: { readonly bootId: string; readonly atMs: number };
  readonly durationMs: number;
  readonly guestIds: readonly string[];
}

/** A time just told may be ahead of the next look at the clock by this much. */
const clockGrainMs = 1_000;

/** How long an expired lease is remembered, so that a late start of its guest is noticed. */
const rememberExpiredMs = 600_000;

export function emptyState(bootId: string): KeeperState {
  return { bootId, basisMs: 0, leases: [], ended: [] };
}

/** After a boot no lease holds and nothing runs any more. */
export function afterBoot(state: KeeperState, bootId: string): KeeperState {
  if (state.bootId === bootId) return state;
  const ran = state.leases.filter((lease) => lease.process !== null);
  const interrupted = ran.map(({ guestId }): EndedRun => ({ guestId, reason: 'host_restarted' }));
  return { ...emptyState(bootId), ended: withEnded(state.ended, interrupted) };
}

export function renew(state: KeeperState, nowMs: number, renewal: Renewal): KeeperState | null {
  const { basis, durationMs, guestIds } = renewal;
  if (basis.bootId !== state.bootId || basis.atMs <= state.basisMs || basis.atMs > nowMs + clockGrainMs)
    return null;
  const leases = new Map(state.leases.map((lease) => [lease.guestId, lease]));
  const deadlineMs = basis.atMs + durationMs;
  for (const guestId of guestIds) {
    leases.set(guestId, { guestId, deadlineMs, process: leases.get(guestId)?.process ?? null });
  }
  return { ...state, basisMs: basis.atMs, leases: [...leases.values()] };
}

/** Whether what is known of `before` holds for `after` too, but for longer: losing it would only kill too early. */
export function isOnlyLonger(before: KeeperState, after: KeeperState): boolean {
  if (before.leases.length !== after.leases.length || before.ended.length !== after.ended.length)
    return false;
  const old = new Map(before.leases.map((lease) => [lease.guestId, lease]));
  return after.leases.every((lease) => {
    const known = old.get(lease.guestId);
    return known !== undefined && known.process === lease.process && known.deadlineMs <= lease.deadlineMs;
  });
}

export function findLease(state: KeeperState, guestId: string): Lease | undefined {
  return state.leases.find((lease) => lease.guestId === guestId);
}

export function isValid(lease: Lease | undefined, nowMs: number): lease is Lease {
  return lease !== undefined && nowMs < lease.deadlineMs;
}

/** The guest has this process from now on; what ended before is over. */
export function register(state: KeeperState, guestId: string, process: ProcessIdentity): KeeperState {
  return { ...found(state, guestId, process), ended: state.ended.filter((one) => one.guestId !== guestId) };
}

/** Renewals on a basis that was told before `nowMs` are void from now on. */
export function release(state: KeeperState, guestId: string, nowMs: number): KeeperState {
  const leases = state.leases.filter((lease) => lease.guestId !== guestId);
  const ended = state.ended.filter((one) => one.guestId !== guestId);
  return { ...state, basisMs: Math.max(state.basisMs, nowMs), leases, ended };
}

/** Leases whose time is over; whatever runs of them must not. */
export function expired(state: KeeperState, nowMs: number): readonly Lease[] {
  return state.leases.filter((lease) => !isValid(lease, nowMs));
}

/** What runs of an expired lease, so that its end is known for what it is. */
export function found(state: KeeperState, guestId: string, process: ProcessIdentity): KeeperState {
  const leases = state.leases.map((lease) => (lease.guestId === guestId ? { ...lease, process } : lease));
  return { ...state, leases };
}

/** The guest's process is gone: by itself if its lease still holds, else because it had to. */
export function processGone(state: KeeperState, guestId: string, nowMs: number): KeeperState {
  const lease = findLease(state, guestId);
  if (lease === undefined || lease.process === null) return state;
  const leases = state.leases.map((one) => (one.guestId === guestId ? { ...one, process: null } : one));
  if (isValid(lease, nowMs)) return { ...state, leases };
  return { ...state, leases, ended: withEnded(state.ended, [{ guestId, reason: 'lease_expired' }]) };
}

/** Runs that did not end by themselves, told from what a dead keeper has left. */
export function endedRuns(
  state: KeeperState,
  { bootId, nowMs }: { bootId: string; nowMs: number },
): EndedRun[] {
  const now = afterBoot(state, bootId);
  const over = expired(now, nowMs).filter(({ process }) => process !== null);
  return withEnded(
    now.ended,
    over.map(({ guestId }) => ({ guestId, reason: 'lease_expired' })),
  );
}

/** Without expired leases that are too old for a start to be still under way. */
export function withoutStale(state: KeeperState, nowMs: number): KeeperState {
  const leases = state.leases.filter(
    (lease) => lease.process !== null || nowMs < lease.deadlineMs + rememberExpiredMs,
  );
  return leases.length === state.leases.length ? state : { ...state, leases };
}

function withEnded(ended: readonly EndedRun[], more: readonly EndedRun[]): EndedRun[] {
  const fresh = new Set(more.map(({ guestId }) => guestId));
  return [...ended.filter(({ guestId }) => !fresh.has(guestId)), ...more];
}
