/**
 * The dialect of the broker's API: HTTP 200 or 400 and nothing else, errors as `{"error":{"code","message","data"}}` with the
 * numbers of `domain/rs-errors.ts`, their texts in English or, where the client prefers it, in Russian.
 */
import { accepts } from 'hono/accepts';
import { type DomainError, type ErrorCode, toDomainError } from '../../../../proto/src/errors.ts';
import { isRsReason, type Language, type RsReason, rsErrors, rsText } from '../../domain/rs-errors.ts';
import type { Context } from '../../use-cases/context.ts';
import type { Ports } from '../../use-cases/ports/index.ts';
import type { Request } from '../environment.ts';
import type { AttemptLimit } from '../middleware/attempt-limit.ts';
import { authenticatedContext } from '../middleware/authenticate.ts';
import type { AddressLine } from './address-line.ts';
import type { GuardEntrance } from './guard-entrance.ts';

export interface BrokerDependencies {
  readonly ports: Ports;
  /** Guards the checking of passwords. */
  readonly attempts: AttemptLimit;
  readonly line: AddressLine;
  /** Whether a request came by the proxy for web clients. */
  readonly throughGuard: GuardEntrance;
  /** Where clients reach screens, e.g. `http://127.0.0.1:5870`. */
  readonly gateway: () => string;
}

/** Failures that are not known by their reason. */
const reasonOf = {
  not_found: 'unexpected',
  already_exists: 'unexpected',
  invalid: 'bad_request',
  unauthenticated: 'invalid_token',
  forbidden: 'unexpected',
  conflict: 'unexpected',
  // Too many attempts: whether the password was right is not told.
  quota_exceeded: 'bad_credentials',
  no_capacity: 'unexpected',
  cell_unreachable: 'unexpected',
  timeout: 'unexpected',
  cancelled: 'bad_request',
  unsupported: 'bad_request',
  internal: 'unexpected',
} as const satisfies Record<ErrorCode, RsReason>;

const badRequests = ['unknown_path', 'request_timeout'];
const newPasswords = ['weak_password', 'password_used_before'];

/** Who asks by a token. @throws DomainError `unauthenticated`. */
export function toContext({ ports }: Pick<BrokerDependencies, 'ports'>, c: Request): Promise<Context> {
  return authenticatedContext(ports, c, 'broker');
}

/** What the client prefers of the two. */
export function languageOf(c: Request): Language {
  const language = accepts(c, {
    header: 'Accept-Language',
    supports: ['en', 'ru'],
    default: 'en',
    match: (wanted, { default: usual }) =>
      wanted
        .filter(({ q }) => q > 0)
        .sort((one, other) => other.q - one.q)
        .map(({ type }) => type.slice(0, 2).toLowerCase())
        .find((type) => type === 'en' || type === 'ru') ?? usual,
  });
  return language === 'ru' ? 'ru' : 'en';
}

export function renderError(c: Request, thrown: unknown): Response {
  const error = toDomainError(thrown);
  c.set('failure', error);
  const reason = rsReasonOf(error);
  const data = dataOf(error, reason);
  const { retryAfterSeconds } = error.details ?? {};
  if (typeof retryAfterSeconds === 'number') c.header('Retry-After', String(retryAfterSeconds));
  const message = rsText(reason, languageOf(c), data);
  return c.json({ error: { code: rsErrors[reason].number, message, data } }, 400);
}

function rsReasonOf({ code, reason }: DomainError): RsReason {
  if (isRsReason(reason)) return reason;
  // One that does not come to an end has not taken the password either.
  if (reason === 'password_script_timeout') return 'password_script_failed';
  return reason !== undefined && badRequests.includes(reason) ? 'bad_request' : reasonOf[code];
}

/** What the document lists for the number, and nothing of what else is known. */
function dataOf(
  { details, reason: detail, message }: DomainError,
  reason: RsReason,
): Record<string, unknown> {
  if (reason !== 'bad_request')
    return {
      ...Object.fromEntries(rsErrors[reason].data.map((key) => [key, details?.[key] ?? null])),
      ...forUsers(details),
    };
  const named = typeof details?.field === 'string' && details.field !== '' ? details.field : 'body';
  const field = detail !== undefined && newPasswords.includes(detail) ? 'new_password' : named;
  return { errors: { [field]: [message] } };
}

/** What an administrator has written for the users whom he keeps out, and when they may come. */
function forUsers(details: DomainError['details']): Record<string, unknown> {
  const { message, opens_at } = details ?? {};
  return {
    ...(typeof message === 'string' && { message }),
    ...(typeof opens_at === 'string' && { opens_at }),
  };
}
