/** Answers are looked into without a schema: what is absent reads as `undefined`. */
export type Json = ReturnType<typeof JSON.parse>;

/** A client of the Nano API that hides nothing: every answer comes with its HTTP status. */
export interface NanoAnswer {
  readonly status: number;
  readonly error_code: number;
  readonly message: string;
  readonly data: Json;
}

export class NanoClient {
  readonly origin: string;
  readonly session: string;

  constructor(origin: string, session: string) {
    this.origin = origin;
    this.session = session;
  }

  /** The answer whatever it is. @param path below `/api/v1`. */
  async call(method: string, path: string, body?: unknown): Promise<NanoAnswer> {
    const response = await this.raw(method, `/api/v1${path}`, body);
    return { status: response.status, ...((await response.json()) as Omit<NanoAnswer, 'status'>) };
  }

  /** The data of an answer that has to be a success. */
  async get(path: string): Promise<NanoAnswer['data']> {
    return this.succeed('GET', path);
  }

  async succeed(method: string, path: string, body?: unknown): Promise<NanoAnswer['data']> {
    const answer = await this.call(method, path, body);
    if (answer.error_code !== 0) throw new Error(`${method} ${path}: ${answer.message}`);
    return answer.data;
  }

  /** The message of an answer that has to be Nano's failure: HTTP 200, code 500, empty data. */
  async fail(method: string, path: string, body?: unknown): Promise<string> {
    const { status, error_code, message, data } = await this.call(method, path, body);
    const shape = JSON.stringify({ status, error_code, data });
    if (shape !== '{"status":200,"error_code":500,"data":{}}')
      throw new Error(`${method} ${path}: ${shape} ${message}`);
    return message;
  }

  raw(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(this.origin + path, {
      method,
      redirect: 'manual',
      headers: { ...(this.session !== '' && { 'Nano-Session': this.session }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  }

  async login(user: string, password: string): Promise<NanoClient> {
    const { session } = await this.succeed('POST', '/sessions/', { user, password, nonce: 'x' });
    return new NanoClient(this.origin, session);
  }
}
