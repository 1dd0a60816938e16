/** The Adjutant API as the command line uses it: on a listener of its own. */
import { DomainError } from '../../../proto/src/errors.ts';
import type { ApiClient } from './api-client.ts';

/** Calls it with the credential of the session. */
export async function adjutant<T>(
  client: ApiClient,
  method: string,
  path: string,
  body?: unknown,
): Promise<T> {
  const { endpoints } = await client.cellar<{ endpoints: Readonly<Record<string, string>> }>(
    'GET',
    '/endpoints',
  );
  const answer = await fetch(`${endpoints.adjutant}/v1${path}`, {
    method,
    headers: { 'X-Auth-Token': client.session, 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const reply = (await answer.json()) as T & { errors?: unknown };
  if (answer.ok) return reply;
  throw new DomainError(answer.status === 404 ? 'not_found' : 'invalid', wordsOf(reply.errors ?? reply), {
    reason: 'refused',
  });
}

/** Errors are a list of sentences, or lists of them by field. */
function wordsOf(errors: unknown): string {
  if (Array.isArray(errors)) return errors.join(' ');
  if (typeof errors !== 'object' || errors === null) return String(errors);
  return Object.entries(errors)
    .map(([field, faults]) => `${field}: ${wordsOf(faults)}`)
    .join(' ');
}
