import { DomainError } from '../../../../proto/src/errors.ts';

/** Of one address. */
const atOnce = 8;
const waitingMost = 1_000;

interface Line {
  busy: number;
  readonly waiting: (() => void)[];
}

/**
 * Lets so many requests of one address have their passwords checked at once, the others wait in line. So a house full of people who
 * log in at nine are not taken for somebody who guesses, and failures are counted before the next attempt begins.
 */
export class AddressLine {
  readonly #lines = new Map<string, Line>();

  /** @throws DomainError `quota_exceeded` with reason `too_many_attempts` if the line is too long, or what the work throws. */
  async run<T>(address: string, work: () => Promise<T>): Promise<T> {
    const line = this.#lines.get(address) ?? { busy: 0, waiting: [] };
    this.#lines.set(address, line);
    if (line.busy < atOnce) line.busy += 1;
    else if (line.waiting.length < waitingMost)
      await new Promise<void>((resolve) => line.waiting.push(resolve));
    else throw tooMany();
    try {
      return await work();
    } finally {
      this.#leave(address, line);
    }
  }

  #leave(address: string, line: Line): void {
    const next = line.waiting.shift();
    if (next === undefined) line.busy -= 1;
    else next();
    if (line.busy === 0) this.#lines.delete(address);
  }
}

function tooMany(): DomainError {
  return new DomainError(
    'quota_exceeded',
    'too many logins from one address wait, try again in some seconds',
    {
      reason: 'too_many_attempts',
      details: { retryAfterSeconds: 10 },
    },
  );
}
