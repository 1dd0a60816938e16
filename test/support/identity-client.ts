import type { ControlPlane } from './control-plane.ts';
import { testPassword } from './control-plane.ts';
import type { Json } from './nano-client.ts';

export interface IdentityAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Null for an empty one. */
  readonly body: Json;
}

export type Scope = { project: Json } | { domain: Json } | 'unscoped' | undefined;

/** A client of the identity API that hides nothing. */
export class IdentityClient {
  readonly origin: string;
  readonly token: string;

  constructor(origin: string, token = '') {
    this.origin = origin;
    this.token = token;
  }

  /** @param path below `/v3`. */
  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: HeadersInit = {},
  ): Promise<IdentityAnswer> {
    const answer = await fetch(`${this.origin}/v3${path}`, {
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

  /** Status of a refusal, whose body has to be Keystone's. */
  async fail(method: string, path: string, body?: unknown): Promise<number> {
    const { status, body: answer } = await this.call(method, path, body);
    const { code, message, title } = answer?.error ?? {};
    if (code !== status || typeof message !== 'string' || typeof title !== 'string') {
      throw new Error(`${method} ${path}: ${status} ${JSON.stringify(answer)}`);
    }
    return status;
  }

  async login(user: string, scope?: Scope, password = testPassword): Promise<IdentityClient> {
    const { status, headers, body } = await this.call(
      'POST',
      '/auth/tokens',
      passwordAuth(user, scope, password),
    );
    const token = headers.get('X-Subject-Token');
    if (status !== 201 || token === null)
      throw new Error(`login of ${user}: ${status} ${JSON.stringify(body)}`);
    return new IdentityClient(this.origin, token);
  }
}

/** @param user `name` in the domain `default`, or `name@domain id`. */
export function passwordAuth(user: string, scope?: Scope, password = testPassword): Json {
  const [name, domain = 'default'] = user.split('@');
  const identity = { methods: ['password'], password: { user: { name, domain: { id: domain }, password } } };
  return { auth: { identity, ...(scope !== undefined && { scope }) } };
}

export const adminProject = { project: { name: 'admin', domain: { id: 'default' } } };

/** The administrator by a token for the project `admin`. */
export function identityAdmin(cloud: ControlPlane): Promise<IdentityClient> {
  return new IdentityClient(cloud.identity).login('admin', adminProject);
}
