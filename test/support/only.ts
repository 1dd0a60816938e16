/** Tests that do not run everywhere; their names then say why, and scripts/test counts them by that. */
import { describe, test } from 'vitest';

/** The long variants run as well: `scripts/test --full`. */
export const isFull = process.env.CELLAR_TEST_FULL !== undefined;

export function only(condition: boolean, reason: string) {
  const named = (name: string) => (condition ? name : `${name} [skipped: ${reason}]`);
  return {
    test: (name: string, body: () => Promise<void>, timeoutMs?: number) =>
      test.runIf(condition)(named(name), body, timeoutMs),
    describe: (name: string, body: () => void) => describe.runIf(condition)(named(name), body),
  };
}

export const onlyFull = only(isFull, 'long, only with --full');
