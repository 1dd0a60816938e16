/** The Nano API as the pages call it: same origin, session in a header, HTTP 200 with an `error_code`. */
import { texts } from './texts.ts';

/** What the server, or its absence, says; `message` is for people. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly kind: 'refused' | 'session-ended' | 'unreachable';

  constructor(kind: ApiError['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

interface Envelope {
  readonly error_code: number;
  readonly message: string;
  readonly data: unknown;
}

/** @param path below `/api/v1`. @returns what is in `data`. @throws ApiError */
export async function callNano<T>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  { session, body }: { session?: string; body?: object } = {},
): Promise<T> {
  const { error_code, message, data } = await exchange(`/api/v1${path}`, {
    method,
    cache: 'no-store',
    headers: {
      ...(session !== undefined && { 'Nano-Session': session }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (error_code === 0) return data as T;
  const ended = /^(invalid session|unauthenticated request)/.test(message);
  throw new ApiError(ended ? 'session-ended' : 'refused', message);
}

async function exchange(url: string, request: RequestInit): Promise<Envelope> {
  try {
    const answer = await fetch(url, request);
    return (await answer.json()) as Envelope;
  } catch {
    throw new ApiError('unreachable', texts.unreachable);
  }
}

/** The error of a call; anything else is a bug and thrown on. */
export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  throw error;
}
