/** Whether requests can be served now: what `/readyz` tells. */
import type { Readiness } from './http/middleware/metrics.ts';
import type { Store } from './use-cases/ports/store.ts';

const deadlineMs = 5_000;

/** A listener by the name that its settings have; `listening` until it is closed. */
export type OpenListeners = ReadonlyMap<string, { readonly listening: boolean }>;

/** The database answers in time, and every listener that was opened still is. */
export function readinessOf(
  store: Pick<Store, 'users'>,
  listeners: OpenListeners,
  answersWithinMs = deadlineMs,
): Readiness {
  return {
    async problems() {
      const closed = [...listeners].filter(([, { listening }]) => !listening);
      const answers = await databaseAnswers(store, answersWithinMs);
      return [
        ...(answers ? [] : ['the database does not answer']),
        ...closed.map(([name]) => `the listener ${name} is closed`),
      ];
    },
  };
}

/** Reads wait while a transaction is under way, so a stuck one is found, too. */
async function databaseAnswers(store: Pick<Store, 'users'>, withinMs: number): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => late.resolve(false), withinMs);
  const read = store.users.get('').then(
    () => true,
    () => false,
  );
  const answers = await Promise.race([read, late.promise]);
  clearTimeout(timer);
  return answers;
}
