import { AttemptLimit } from '../middleware/attempt-limit.ts';

const windowMs = 10 * 60_000;
const counted = Symbol('counted');

/** How often one address may ask for what everybody may ask for. */
export class RequestRate {
  readonly #limit: AttemptLimit;

  /** @param perAddress within ten minutes. */
  constructor(perAddress: number) {
    this.#limit = new AttemptLimit({ perAccount: perAddress, perAddress, windowMs });
  }

  /** @throws DomainError `quota_exceeded` with reason `too_many_attempts`. */
  async count(address: string): Promise<void> {
    try {
      await this.#limit.guard({ account: '', address }, () => Promise.reject(counted));
    } catch (outcome) {
      if (outcome !== counted) throw outcome;
    }
  }
}
