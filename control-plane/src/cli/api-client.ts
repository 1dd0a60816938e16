/** The public APIs on 5870 as the command line uses them. */
import { DomainError, isErrorCode } from '../../../proto/src/errors.ts';

interface NanoEnvelope<T> {
  readonly error_code: number;
  readonly message: string;
  readonly data: T;
}

export class ApiClient {
  readonly #origin: string;
  #credential: string | undefined;
  #rsOrigin: string | undefined;

  /** @param origin e.g. `http://127.0.0.1:5870`. */
  constructor(origin: string, credential?: string) {
    this.#origin = origin.replace(/\/+$/, '');
    this.#credential = credential;
  }

  /** Opens a Nano session for the calls that follow. @throws DomainError `unauthenticated`. */
  async login(user: string, password: string, code?: string): Promise<void> {
    const { session } = await this.nano<{ session: string }>('POST', '/sessions/', {
      user,
      password,
      nonce: '',
      ...(code !== undefined && { otp: code }),
    });
    this.#credential = session;
  }

  /** A call of the Nano API; returns its `data`. */
  async nano<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.#request(method, `/api/v1${path}`, body);
    const envelope = (await answer.json()) as NanoEnvelope<T>;
    if (envelope.error_code === 0) return envelope.data;
    throw refusal(answer, envelope.message);
  }

  get origin(): string {
    return this.#origin;
  }

  /** The credential of the present session. */
  get session(): string {
    return this.#credential ?? '';
  }

  /** Uploads a form to the Nano API; its files are streamed. */
  async upload(path: string, form: FormData): Promise<void> {
    const headers = { 'Nano-Session': this.session };
    const answer = await fetch(`${this.#origin}/api/v1${path}`, { method: 'POST', headers, body: form });
    const envelope = (await answer.json()) as NanoEnvelope<unknown>;
    if (envelope.error_code !== 0) throw refusal(answer, envelope.message);
  }

  /** A call of Cellar's own API. */
  async cellar<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.#request(method, `/cellar/v1${path}`, body);
    const reply = (await answer.json()) as T & { error?: { message: string } };
    if (answer.ok) return reply;
    throw refusal(answer, reply.error?.message ?? `the control plane answered ${answer.status}`);
  }

  /** A call of the RS server API, wherever it listens; path below `/v1`. */
  async rs<T>(method: string, path: string, body?: unknown): Promise<T> {
    this.#rsOrigin ??= (
      await this.cellar<{ endpoints: { readonly rs: string } }>('GET', '/endpoints')
    ).endpoints.rs;
    const answer = await this.#request(method, `/v1${path}`, body, this.#rsOrigin);
    const text = await answer.text();
    const reply = (text === '' ? {} : JSON.parse(text)) as T & { error?: { message: string } };
    if (answer.ok) return reply;
    throw refusal(answer, reply.error?.message ?? `the control plane answered ${answer.status}`);
  }

  /** The body of an answer of Cellar's own API that goes on as long as both sides like. */
  async stream(path: string): Promise<AsyncIterable<Uint8Array>> {
    const answer = await this.#request('GET', `/cellar/v1${path}`);
    if (answer.ok && answer.body !== null) return answer.body;
    const reply = (await answer.json()) as { error?: { message: string } };
    throw refusal(answer, reply.error?.message ?? `the control plane answered ${answer.status}`);
  }

  async #request(method: string, path: string, body?: unknown, origin = this.#origin): Promise<Response> {
    const headers: Record<string, string> = {};
    if (this.#credential) {
      headers['Nano-Session'] = this.#credential;
      headers['X-Auth-Token'] = this.#credential;
    }
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    try {
      return await fetch(origin + path, {
        method,
        headers,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    } catch (cause) {
      throw new DomainError('cell_unreachable', `no control plane answers at ${origin}`, {
        reason: 'control_plane_unreachable',
        cause,
      });
    }
  }
}

/** Every dialect tells code and reason in the header `X-Cellar-Error`. */
function refusal(answer: Response, message: string): DomainError {
  const [code = '', reason = 'refused'] = (answer.headers.get('X-Cellar-Error') ?? '').split(' ');
  return new DomainError(isErrorCode(code) ? code : 'invalid', message, { reason });
}
