import { toDomainError } from '../../../../proto/src/errors.ts';
import type { Request } from '../environment.ts';
import type { BrokerDependencies } from './dialect.ts';

type Outcome<T> = { readonly value: T } | { readonly error: unknown };

/** Checks a password in the line of its address, and counts the failures; what else is refused is none. */
export async function guarded<T>(
  { attempts, line }: Pick<BrokerDependencies, 'attempts' | 'line'>,
  c: Request,
  { user }: { readonly user: string },
  work: () => Promise<T>,
): Promise<T> {
  const address = c.get('address');
  const attempt = { account: user, address };
  const outcome = await line.run(address, () => attempts.guard(attempt, () => outcomeOf(work)));
  if ('error' in outcome) throw outcome.error;
  c.set('userName', user);
  return outcome.value;
}

async function outcomeOf<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await work() };
  } catch (error) {
    const { code, reason } = toDomainError(error);
    if (code === 'unauthenticated' && reason !== 'password_expired') throw error;
    return { error };
  }
}
