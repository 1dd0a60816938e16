/** Adjutant's dialect: errors as `{"errors": […]}` or by field, notes as `{"notes": […]}`, `X-Auth-Token`. */
import { DomainError, type ErrorCode, toDomainError } from '../../../../proto/src/errors.ts';
import { type Actor, systemActor } from '../../domain/actor.ts';
import type { Context } from '../../use-cases/context.ts';
import type { Ports } from '../../use-cases/ports/index.ts';
import { readJsonObject } from '../body.ts';
import type { Request } from '../environment.ts';
import { authenticatedContext, openContext } from '../middleware/authenticate.ts';
import { credentialOf } from '../middleware/credential.ts';
import type { RequestRate } from './request-rate.ts';

export interface AdjutantDependencies {
  readonly ports: Ports;
  /** Bounds what strangers may ask for. */
  readonly rate: RequestRate;
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
export async function toContext({ ports }: AdjutantDependencies, c: Request): Promise<Context> {
  try {
    return await authenticatedContext(ports, c, 'adjutant');
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'unauthenticated') throw error;
    throw new DomainError('unauthenticated', 'Credentials incorrect or none given.', {
      reason: error.reason,
      cause: error,
    });
  }
}

const anonymous: Actor = {
  ...systemActor,
  userId: 'anonymous',
  userName: 'anonymous',
  via: 'adjutant',
};

/** For what everybody may: nobody in particular asks. */
export function anonymousContext({ ports }: AdjutantDependencies, c: Request): Context {
  return { actor: anonymous, ...openContext(ports, c) };
}

/** Somebody if he shows a credential that counts. */
export async function contextIfAny(dependencies: AdjutantDependencies, c: Request): Promise<Context> {
  if (credentialOf(c) === '') return anonymousContext(dependencies, c);
  try {
    return await toContext(dependencies, c);
  } catch {
    return anonymousContext(dependencies, c);
  }
}

/**
 * The fields of the body.
 * @param otherwise for a body that is no JSON object.
 * @throws DomainError `invalid`, `unsupported` (`bad_content_type`).
 */
export async function readFields(c: Request, otherwise?: DomainError): Promise<Record<string, unknown>> {
  const type = c.req.header('content-type') ?? '';
  if (type !== '' && !/^application\/(json|[a-z0-9.-]+\+json)\s*(;|$)/i.test(type)) {
    throw new DomainError('unsupported', `Unsupported media type "${type.slice(0, 80)}" in request.`, {
      reason: 'bad_content_type',
    });
  }
  try {
    return await readJsonObject(c);
  } catch (error) {
    if (otherwise && error instanceof DomainError && error.reason === 'bad_request') throw otherwise;
    throw error;
  }
}

/** Ids may carry dashes. */
export function idOf(c: Request, name: string): string {
  return (c.req.param(name) ?? '').replaceAll('-', '').toLowerCase();
}

export function renderError(c: Request, thrown: unknown, status?: 404 | 405): Response {
  const error = toDomainError(thrown);
  c.set('failure', error);
  const code = status ?? codeOf(error);
  if (code === 401) c.header('WWW-Authenticate', 'Keystone');
  const { retryAfterSeconds, fields } = error.details ?? {};
  if (code === 429 && typeof retryAfterSeconds === 'number')
    c.header('Retry-After', String(retryAfterSeconds));
  // Of these two bodies the API has always named the field at the top.
  if (error.reason === 'bad_acknowledgement') return c.json(fields ?? {}, code);
  return c.json({ errors: fields ?? [messageOf(c, error)] }, code);
}

function codeOf(error: DomainError) {
  if (error.reason === 'action_failed') return 503;
  if (error.reason === 'bad_content_type') return 415;
  return statusOf[error.code];
}

function messageOf(c: Request, error: DomainError): string {
  if (error.reason === 'action_failed') return error.message;
  if (error.reason === 'unknown_path') return 'Not found.';
  if (error.reason === 'unknown_method') return `Method "${c.req.method}" not allowed.`;
  if (error.code === 'internal') return `internal error, see the log for request ${c.get('requestId')}`;
  return error.message;
}
