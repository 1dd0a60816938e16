/** Keystone's dialect: fitting HTTP status, errors as `{"error":{"code","message","title"}}`, `X-Auth-Token`. */
import { STATUS_CODES } from 'node:http';
import { type DomainError, type ErrorCode, toDomainError } from '../../../../proto/src/errors.ts';
import type { Context } from '../../use-cases/context.ts';
import type { Ports } from '../../use-cases/ports/index.ts';
import type { Request } from '../environment.ts';
import type { AttemptLimit } from '../middleware/attempt-limit.ts';
import { authenticatedContext } from '../middleware/authenticate.ts';

export interface IdentityDependencies {
  readonly ports: Ports;
  /** Guards the checking of passwords. */
  readonly attempts: AttemptLimit;
  /** Origins of this installation's listeners by the name of their API. */
  readonly endpoints: () => Readonly<Record<string, string>>;
  readonly region: string;
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
  timeout: 408,
  cancelled: 400,
  unsupported: 501,
  internal: 500,
} as const satisfies Record<ErrorCode, number>;

/** Who asks. @throws DomainError `unauthenticated`. */
export function toContext({ ports }: Pick<IdentityDependencies, 'ports'>, c: Request): Promise<Context> {
  return authenticatedContext(ports, c, 'identity');
}

/** Where this listener is for the client, e.g. `http://127.0.0.1:5000`. */
export function originOf(c: Request): string {
  return new URL(c.req.url).origin;
}

export function renderError(c: Request, thrown: unknown, status?: 404 | 405): Response {
  const error = toDomainError(thrown);
  c.set('failure', error);
  const code = status ?? statusOf[error.code];
  if (code === 401) c.header('WWW-Authenticate', `Keystone uri="${originOf(c)}/v3"`);
  const { retryAfterSeconds } = error.details ?? {};
  if (code === 429 && typeof retryAfterSeconds === 'number')
    c.header('Retry-After', String(retryAfterSeconds));
  return c.json(
    { error: { code, message: messageOf(c, error), title: STATUS_CODES[code] ?? 'Error' } },
    code,
  );
}

function messageOf(c: Request, error: DomainError): string {
  return error.code === 'internal'
    ? `internal error, see the log for request ${c.get('requestId')}`
    : error.message;
}
