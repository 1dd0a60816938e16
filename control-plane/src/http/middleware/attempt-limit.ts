import ipaddr from 'ipaddr.js';
import { DomainError } from '../../../../proto/src/errors.ts';

export interface AttemptLimits {
  /** Failures for one account from one address within the window. Strangers elsewhere lock nobody out. */
  readonly perAccount: number;
  /** Failures from one address within the window, whatever the account. */
  readonly perAddress: number;
  readonly windowMs: number;
}

export const defaultAttemptLimits: AttemptLimits = { perAccount: 10, perAddress: 100, windowMs: 5 * 60_000 };

/** Entries kept of each kind; the oldest go first. */
const capacity = 20_000;

interface Count {
  attempts: number;
  readonly untilMs: number;
}

/** Slows the guessing of passwords. Attempts count from their start, so that a burst at once gains nothing. */
export class AttemptLimit {
  readonly #limits: AttemptLimits;
  readonly #nowMs: () => number;
  readonly #accounts = new Map<string, Count>();
  readonly #addresses = new Map<string, Count>();

  /** @param nowMs a clock that nobody sets: one set back would keep users out. */
  constructor(limits: AttemptLimits = defaultAttemptLimits, nowMs: () => number = () => performance.now()) {
    this.#limits = limits;
    this.#nowMs = nowMs;
  }

  /**
   * Runs the attempt; its success clears what the account failed before from here.
   * @throws DomainError `quota_exceeded` with reason `too_many_attempts`, or what the attempt throws.
   */
  async guard<T>(
    attempt: { readonly account: string; readonly address: string },
    work: () => Promise<T>,
  ): Promise<T> {
    const nowMs = this.#nowMs();
    const address = networkOf(attempt.address);
    const account = `${address} ${attempt.account.slice(0, 200)}`;
    const addressCount = this.#count(this.#addresses, address, nowMs);
    const accountCount = this.#count(this.#accounts, account, nowMs);
    this.#refuse(addressCount, this.#limits.perAddress, nowMs);
    this.#refuse(accountCount, this.#limits.perAccount, nowMs);
    addressCount.attempts += 1;
    accountCount.attempts += 1;
    const result = await work();
    addressCount.attempts -= 1;
    this.#accounts.delete(account);
    return result;
  }

  #count(counts: Map<string, Count>, key: string, nowMs: number): Count {
    const known = counts.get(key);
    if (known !== undefined && known.untilMs > nowMs) return known;
    const fresh = { attempts: 0, untilMs: nowMs + this.#limits.windowMs };
    counts.delete(key);
    counts.set(key, fresh);
    if (counts.size > capacity) counts.delete(counts.keys().next().value ?? '');
    return fresh;
  }

  #refuse(count: Count, limit: number, nowMs: number): void {
    if (count.attempts < limit) return;
    const seconds = Math.ceil((count.untilMs - nowMs) / 1000);
    throw new DomainError('quota_exceeded', `too many attempts, try again in ${seconds} seconds`, {
      reason: 'too_many_attempts',
      details: { retryAfterSeconds: seconds },
    });
  }
}

/** One customer holds a whole IPv6 /64. */
function networkOf(address: string): string {
  if (!ipaddr.IPv6.isValid(address)) return address;
  return ipaddr.IPv6.parse(address).parts.slice(0, 4).join(':');
}
