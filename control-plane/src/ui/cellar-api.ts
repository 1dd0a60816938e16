/** Cellar's own API as the pages call it: same origin, session in a header, errors with a fitting HTTP status. */
import { ApiError } from './nano-api.ts';
import { texts } from './texts.ts';

interface Failure {
  readonly error?: { readonly code: string; readonly message: string };
}

/** @param path below `/cellar/v1`. @throws ApiError */
export async function callCellar<T>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  { session, body }: { session: string; body?: object },
): Promise<T> {
  const answer = await send(`/cellar/v1${path}`, {
    method,
    cache: 'no-store',
    headers: { 'Nano-Session': session, 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const told = (await answer.json().catch(() => ({}))) as T & Failure;
  if (answer.ok) return told;
  const { code = '', message = texts.unreachable } = told.error ?? {};
  const ended = /^(invalid session|unauthenticated request)/.test(message);
  throw new ApiError(code === 'unauthenticated' && ended ? 'session-ended' : 'refused', message);
}

async function send(url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, request);
  } catch {
    throw new ApiError('unreachable', texts.unreachable);
  }
}
