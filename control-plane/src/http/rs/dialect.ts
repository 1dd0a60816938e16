/**
 * The dialect of the RS server API: fitting HTTP status, `X-Auth-Token`, errors as `{"error":{"code","message","data"}}`
 * with the numbers of `domain/rs-errors.ts`. What has no number of its own is 1.
 */
import { type DomainError, type ErrorCode, toDomainError } from '../../../../proto/src/errors.ts';
import { isRsReason, rsErrors } from '../../domain/rs-errors.ts';
import type { Context } from '../../use-cases/context.ts';
import type { Ports } from '../../use-cases/ports/index.ts';
import { canonicalId } from '../canonical-id.ts';
import type { Request } from '../environment.ts';
import { authenticatedContext } from '../middleware/authenticate.ts';
import { pathParameter } from '../read-request.ts';
import { tellError } from '../tell-error.ts';

export interface RsDependencies {
  readonly ports: Ports;
  /** Origins of this installation's listeners by the name of their API. */
  readonly endpoints: () => Readonly<Record<string, string>>;
}

const statusOf = {
  not_found: 404,
  already_exists: 409,
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  conflict: 409,
  quota_exceeded: 403,
  no_capacity: 503,
  cell_unreachable: 503,
  timeout: 503,
  cancelled: 400,
  unsupported: 400,
  internal: 500,
} as const satisfies Record<ErrorCode, number>;

/** Numbers of failures that are not listed with their reason. */
const numberOf: Partial<Record<ErrorCode, number>> = {
  unauthenticated: rsErrors.invalid_token.number,
  invalid: rsErrors.bad_request.number,
  quota_exceeded: rsErrors.quota_exceeded.number,
};

/** Who asks. @throws DomainError `unauthenticated`. */
export function toContext({ ports }: Pick<RsDependencies, 'ports'>, c: Request): Promise<Context> {
  return authenticatedContext(ports, c, 'rs');
}

/** The id in the path, as this installation writes ids. */
export function pathId(c: Request, name: string): string {
  return canonicalId(pathParameter(c, name));
}

export function renderError(c: Request, thrown: unknown, status?: 404 | 405): Response {
  const error = toDomainError(thrown);
  c.set('failure', error);
  tellError(c, error);
  const code = status ?? (error.reason === 'request_timeout' ? 400 : statusOf[error.code]);
  if (code === 401) c.header('WWW-Authenticate', 'X-Auth-Token');
  return c.json(
    { error: { code: errorNumber(error), message: messageOf(c, error), data: dataOf(error) } },
    code,
  );
}

/** What is missing or in the way has no number: the numbers of that kind are the broker's. */
function errorNumber({ code, reason }: DomainError): number {
  if (code === 'not_found' || code === 'already_exists' || code === 'conflict')
    return rsErrors.unexpected.number;
  return isRsReason(reason) ? rsErrors[reason].number : (numberOf[code] ?? rsErrors.unexpected.number);
}

function messageOf(c: Request, { code, reason, message }: DomainError): string {
  if (code === 'internal') return `internal error, see the log for request ${c.get('requestId')}`;
  return code === 'forbidden' && !isRsReason(reason) ? 'Forbidden' : message;
}

/** What the document lists for the number; of the others, what is known. */
function dataOf(error: DomainError): Record<string, unknown> {
  const { code, reason, message, subject, details } = error;
  if (code === 'internal' || code === 'unauthenticated') return {};
  const number = errorNumber(error);
  if (number !== rsErrors.unexpected.number && number !== rsErrors.bad_request.number) return { ...details };
  if (code === 'invalid') {
    const field = typeof details?.field === 'string' ? details.field : 'body';
    return { errors: { [field]: [message] }, ...(field !== 'body' && { parameter: field }) };
  }
  const about = code === 'forbidden' ? { detail: message } : { resource: subject ?? null };
  return { ...(reason !== undefined && { reason }), ...about, ...details };
}
