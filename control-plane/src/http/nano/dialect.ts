/**
 * Nano's dialect: every answer is `{error_code, message, data}` with HTTP 200, or 201/202 where documented.
 * `error_code` is 0 or 500; what failed and why stands in `message`.
 */
import type { DomainError, ErrorCode } from '../../../../proto/src/errors.ts';
import { toDomainError } from '../../../../proto/src/errors.ts';
import type { Context } from '../../use-cases/context.ts';
import type { Ports } from '../../use-cases/ports/index.ts';
import type { Request } from '../environment.ts';
import type { AttemptLimit } from '../middleware/attempt-limit.ts';
import { authenticatedContext, openContext } from '../middleware/authenticate.ts';
import { tellError } from '../tell-error.ts';

export interface NanoDependencies {
  readonly ports: Ports;
  /** Guards the checking of passwords. */
  readonly attempts: AttemptLimit;
}

/** The success envelope; `data` is `""` when there is nothing to tell. */
export function envelope(c: Request, data: unknown = '', status: 200 | 201 | 202 = 200): Response {
  return c.json({ error_code: 0, message: '', data }, status);
}

/** Who asks. Every documented operation needs a session but the login and the first run. */
export function toContext(dependencies: Pick<NanoDependencies, 'ports'>, c: Request): Promise<Context> {
  return authenticatedContext(dependencies.ports, c);
}

export function toOpenContext(
  dependencies: Pick<NanoDependencies, 'ports'>,
  c: Request,
): Omit<Context, 'actor'> {
  return openContext(dependencies.ports, c);
}

/** Whether people read the error's own words, or only the id to look it up by. */
const wording: Record<ErrorCode, 'own' | 'request-id'> = {
  not_found: 'own',
  already_exists: 'own',
  invalid: 'own',
  unauthenticated: 'own',
  forbidden: 'own',
  conflict: 'own',
  quota_exceeded: 'own',
  no_capacity: 'own',
  cell_unreachable: 'own',
  timeout: 'own',
  cancelled: 'own',
  unsupported: 'own',
  internal: 'request-id',
};

/** The error envelope: HTTP 200, but for a path (404) or method (405) that does not exist. */
export function renderError(c: Request, thrown: unknown, status: 200 | 404 | 405 = 200): Response {
  const error = toDomainError(thrown);
  c.set('failure', error);
  tellError(c, error);
  return c.json({ error_code: 500, message: messageOf(error, c.get('requestId')), data: {} }, status);
}

function messageOf(error: DomainError, requestId: string): string {
  return wording[error.code] === 'own'
    ? error.message
    : `internal error, see the log for request ${requestId}`;
}
