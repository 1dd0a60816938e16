import { DomainError } from '../../../proto/src/errors.ts';

/** Any answer below 500 but 429. @throws DomainError `timeout` with reason `identity_unavailable`. */
export type Requests = (
  method: string,
  path: string,
  options: { headers?: Record<string, string>; body?: unknown },
) => Promise<Response>;

/**
 * Requests to a Keystone. Redirects are not followed, since they would carry tokens elsewhere.
 * @param url its address with or without `/v3`.
 */
export function keystoneRequests(url: string, timeoutMs: number): Requests {
  const base = `${url.replace(/\/+$/, '').replace(/\/v3$/, '')}/v3`;
  return async (method, path, { headers = {}, body }) => {
    let answer: Response;
    try {
      answer = await fetch(base + path, {
        method,
        headers: { Accept: 'application/json', 'Content-Type': 'application/json', ...headers },
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    } catch (cause) {
      throw unavailable('does not answer', cause);
    }
    if (answer.status < 500 && answer.status !== 429) return answer;
    await answer.body?.cancel();
    throw unavailable(`answers with status ${answer.status}`);
  };
}

export function unavailable(fault: string, cause?: unknown): DomainError {
  return new DomainError('timeout', `the identity server ${fault}`, {
    reason: 'identity_unavailable',
    cause,
  });
}
