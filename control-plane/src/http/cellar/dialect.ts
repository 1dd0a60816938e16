/** Cellar's own dialect: plain JSON, fitting HTTP status, `{"error":{code,reason,message,subject,request_id}}`. */
import type { DomainError, ErrorCode } from '../../../../proto/src/errors.ts';
import { toDomainError } from '../../../../proto/src/errors.ts';
import type { Context } from '../../use-cases/context.ts';
import type { Ports } from '../../use-cases/ports/index.ts';
import type { Request } from '../environment.ts';
import type { AttemptLimit } from '../middleware/attempt-limit.ts';
import { authenticatedContext } from '../middleware/authenticate.ts';
import { tellError } from '../tell-error.ts';

export interface CellarDependencies {
  readonly ports: Ports;
  /** Guards the checking of codes. */
  readonly attempts: AttemptLimit;
}

const statusOf = {
  not_found: 404,
  already_exists: 409,
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  conflict: 409,
  quota_exceeded: 429,
  no_capacity: 507,
  cell_unreachable: 503,
  timeout: 504,
  cancelled: 409,
  unsupported: 501,
  internal: 500,
} as const satisfies Record<ErrorCode, number>;

export function toContext(dependencies: Pick<CellarDependencies, 'ports'>, c: Request): Promise<Context> {
  return authenticatedContext(dependencies.ports, c);
}

export function renderError(c: Request, thrown: unknown, status?: 404 | 405): Response {
  const error = toDomainError(thrown);
  c.set('failure', error);
  tellError(c, error);
  return c.json({ error: errorToWire(error, c.get('requestId')) }, status ?? statusOf[error.code]);
}

function errorToWire(error: DomainError, requestId: string) {
  const { code, reason, message, subject, details } = error;
  return {
    code,
    reason: reason ?? null,
    message: code === 'internal' ? `internal error, see the log for request ${requestId}` : message,
    subject: subject ?? null,
    ...(details !== undefined && code !== 'internal' && { details }),
    request_id: requestId,
  };
}
