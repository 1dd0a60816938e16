/** Slows guessing: counts the failures of each address and refuses it for the rest of the minute after too many. */
import { DomainError } from '../../../../proto/src/errors.ts';

const windowMs = 60_000;
const maxFailures = 30;
/** Beyond this the oldest are forgotten, so that many addresses do not fill the memory. */
const maxAddresses = 10_000;

export class FailureLimit {
  readonly #failures = new Map<string, { count: number; sinceMs: number }>();
  readonly #nowMs: () => number;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** @throws DomainError `quota_exceeded` with reason `rate_limited`. */
  check(address: string): void {
    const entry = this.#failures.get(address);
    if (!entry || entry.count < maxFailures || this.#nowMs() - entry.sinceMs >= windowMs) return;
    throw new DomainError(
      'quota_exceeded',
      'too many failed attempts from this address: try again in a minute',
      {
        reason: 'rate_limited',
      },
    );
  }

  failed(address: string): void {
    const nowMs = this.#nowMs();
    const entry = this.#failures.get(address);
    if (entry && nowMs - entry.sinceMs < windowMs) {
      entry.count += 1;
      return;
    }
    this.#failures.delete(address);
    this.#failures.set(address, { count: 1, sinceMs: nowMs });
    const oldest = this.#failures.keys().next();
    if (this.#failures.size > maxAddresses && !oldest.done) this.#failures.delete(oldest.value);
  }
}
