/** The public APIs on 5870 as the command line uses them. */
import { DomainError } from '../../../proto/src/errors.ts';

interface NanoEnvelope<T> {
  readonly error_code: number;
  readonly message: string;
  readonly data: T;
}

export class ApiClient {
  readonly #origin: string;
  #credential: string | undefined;

  /** @param origin e.g. `http://127.0.0.1:5870`. */
  constructor(origin: string, credential?: string) {
    this.#origin = origin.replace(/\/+$/, '');
    this.#credential = credential;
  }

  /** Opens a Nano session for the calls that follow. @throws DomainError `unauthenticated`. */
  async login(user: string, password: string): Promise<void> {
    const { session } = await this.nano<{ session: string }>('POST', '/sessions/', {
      user,
      password,
      nonce: '',
    });
    this.#credential = session;
  }

  /** A call of the Nano API; returns its `data`. */
  async nano<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.#request(method, `/api/v1${path}`, body);
    const envelope = (await answer.json()) as NanoEnvelope<T>;
    if (envelope.error_code === 0) return envelope.data;
    throw new DomainError('invalid', envelope.message, { reason: 'refused' });
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
    if (envelope.error_code !== 0) throw new DomainError('invalid', envelope.message, { reason: 'refused' });
  }

  /** A call of Cellar's own API. */
  async cellar<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.#request(method, `/cellar/v1${path}`, body);
    const reply = (await answer.json()) as T & { error?: { message: string; reason?: string } };
    if (answer.ok) return reply;
    throw new DomainError('invalid', reply.error?.message ?? `the control plane answered ${answer.status}`, {
      reason: reply.error?.reason ?? 'refused',
    });
  }

  async #request(method: string, path: string, body?: unknown): Promise<Response> {
    const headers: Record<string, string> = {};
    if (this.#credential) headers['Nano-Session'] = this.#credential;
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    try {
      return await fetch(this.#origin + path, {
        method,
        headers,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    } catch (cause) {
      throw new DomainError('cell_unreachable', `no control plane answers at ${this.#origin}`, {
        reason: 'control_plane_unreachable',
        cause,
      });
    }
  }
}

/** The client that `CELLAR_URL`, `CELLAR_USER`, `CELLAR_PASSWORD` and `CELLAR_TOKEN` describe. */
export async function clientFromEnvironment(environment: NodeJS.ProcessEnv): Promise<ApiClient> {
  const origin = environment.CELLAR_URL ?? 'http://127.0.0.1:5870';
  const token = environment.CELLAR_TOKEN;
  if (token) return new ApiClient(origin, token);
  const user = environment.CELLAR_USER;
  const password = environment.CELLAR_PASSWORD;
  if (!user || !password) {
    throw new DomainError('unauthenticated', 'set CELLAR_USER and CELLAR_PASSWORD, or CELLAR_TOKEN', {
      reason: 'no_credential',
    });
  }
  const client = new ApiClient(origin);
  await client.login(user, password);
  return client;
}
