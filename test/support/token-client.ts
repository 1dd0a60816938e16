import type { Json } from './nano-client.ts';

export interface TokenAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Null for an empty one. */
  readonly body: Json;
}

/** A client of an API that takes `X-Auth-Token` and answers in JSON; it hides nothing. */
export class TokenClient {
  readonly origin: string;
  readonly token: string;
  readonly #prefix: string;

  /** @param prefix what all paths begin with. */
  constructor(prefix: string, origin: string, token: string) {
    this.#prefix = prefix;
    this.origin = origin;
    this.token = token;
  }

  /** @param body text is sent as it is. */
  async call(method: string, path: string, body?: unknown, headers: HeadersInit = {}): Promise<TokenAnswer> {
    const answer = await fetch(`${this.origin}${this.#prefix}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.token !== '' && { 'X-Auth-Token': this.token }),
        ...Object.fromEntries(new Headers(headers)),
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text === '' ? null : JSON.parse(text) };
  }

  /** The body of an answer that has to be a success. */
  async succeed(method: string, path: string, body?: unknown): Promise<Json> {
    const answer = await this.call(method, path, body);
    if (answer.status >= 300)
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
}
