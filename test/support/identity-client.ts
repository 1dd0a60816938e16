import type { ControlPlane } from './control-plane.ts';
import { testPassword } from './control-plane.ts';
import type { Json } from './nano-client.ts';
import { TokenClient } from './token-client.ts';

export type Scope = { project: Json } | { domain: Json } | 'unscoped' | undefined;

/** A client of the identity API that hides nothing. */
export class IdentityClient extends TokenClient {
  /** Paths are below `/v3`. */
  constructor(origin: string, token = '') {
    super('/v3', origin, token);
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
