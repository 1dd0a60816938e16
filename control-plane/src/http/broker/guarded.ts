import type { Request } from '../environment.ts';
import type { BrokerDependencies } from './dialect.ts';

/** Checks a password in the line of its address, and counts the failures. */
export async function guarded<T>(
  { attempts, line }: Pick<BrokerDependencies, 'attempts' | 'line'>,
  c: Request,
  { user }: { readonly user: string },
  work: () => Promise<T>,
): Promise<T> {
  const address = c.get('address');
  const result = await line.run(address, () => attempts.guard({ account: user, address }, work));
  c.set('userName', user);
  return result;
}
