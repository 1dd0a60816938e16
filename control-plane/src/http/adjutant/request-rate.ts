import { DomainError } from '../../../../proto/src/errors.ts';
import { AttemptLimit } from '../middleware/attempt-limit.ts';

const windowMs = 10 * 60_000;
const counted = Symbol('counted');
const guessesMax = 200;

/** How many tokens one address may ask for in vain: none can be guessed. */
export class TokenGuesses {
  readonly #limit = new AttemptLimit({ perAccount: guessesMax, perAddress: guessesMax, windowMs });

  /** @throws DomainError `quota_exceeded` with reason `too_many_attempts`, or what the look throws. */
  async guard<T>(address: string, look: () => Promise<T>): Promise<T> {
    const outcome = await this.#limit.guard({ account: '', address }, async () => {
      try {
        return { found: await look() };
      } catch (error) {
        if (error instanceof DomainError && error.reason === 'task_token_not_found') throw error;
        return { error };
      }
    });
    if ('error' in outcome) throw outcome.error;
    return outcome.found;
  }
}

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
