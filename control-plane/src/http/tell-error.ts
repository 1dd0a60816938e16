import type { DomainError } from '../../../proto/src/errors.ts';
import type { Request } from './environment.ts';

/** Code and reason of an error for programs, in a header that no dialect's clients trip over. */
export function tellError(c: Request, { code, reason }: DomainError): void {
  c.header('X-Cellar-Error', reason === undefined ? code : `${code} ${reason}`);
}
