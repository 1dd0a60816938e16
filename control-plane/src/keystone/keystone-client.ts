import { DomainError } from '../../../proto/src/errors.ts';
import type { Actor, Via } from '../domain/actor.ts';
import { menusOfIdentity } from '../domain/rights.ts';
import type { Keystone, KeystoneLogin } from '../use-cases/ports/keystone.ts';
import { hashSecret } from '../use-cases/secret-hash.ts';
import { Kept } from './kept.ts';
import { keystoneRequests, type Requests, unavailable } from './requests.ts';
import { type KeystoneToken, projectsAnswer, tokenAnswer } from './wire.ts';

export interface KeystoneSettings {
  readonly url: string;
  /** Who asks about tokens; null: every token asks about itself. */
  readonly service: KeystoneLogin | null;
  readonly timeoutMs: number;
  /** How long a valid token is believed without asking again. */
  readonly cacheMs: number;
}

const tokensKept = 10_000;
const serviceKey = 'service';
/** A token of our own is given up this long before its end. */
const renewBeforeMs = 60_000;

/** Validates tokens at an external Keystone, remembering valid ones for a while. */
export function createKeystoneClient(settings: KeystoneSettings): Keystone {
  const request = keystoneRequests(settings.url, settings.timeoutMs);
  const tokens = new Kept<KeystoneToken>(tokensKept);
  const own = new Kept<{ secret: string; lifeMs: number }>(1);
  const { service } = settings;

  async function ownToken(login: KeystoneLogin): Promise<string> {
    const made = await own.get(
      serviceKey,
      () => issue(request, login),
      ({ lifeMs }) => lifeMs - renewBeforeMs,
    );
    return made.secret;
  }

  async function ask(subject: string, asker: string): Promise<Response> {
    const headers = { 'X-Auth-Token': asker, 'X-Subject-Token': subject };
    return request('GET', '/auth/tokens?nocatalog', { headers });
  }

  async function look(secret: string): Promise<KeystoneToken> {
    if (service === null) return read(await ask(secret, secret), [401, 403, 404]);
    const first = await ask(secret, await ownToken(service));
    if (first.status !== 401) return read(first, [404]);
    own.forget(serviceKey);
    return read(await ask(secret, await ownToken(service)), [404]);
  }

  return {
    async validate(secret, via) {
      if (!/^[\x21-\x7e]{1,8192}$/.test(secret)) throw invalidToken();
      const kept = (token: KeystoneToken) => Math.min(settings.cacheMs, lifeMsOf(token));
      const token = await tokens.get(hashSecret(secret), () => look(secret), kept);
      return toActor(token, secret, via);
    },
    async login(login) {
      return (await issue(request, login)).secret;
    },
    async projects(secret) {
      const answer = await request('GET', '/auth/projects', { headers: { 'X-Auth-Token': secret } });
      const { projects } = await parsed(answer, projectsAnswer, [401]);
      return projects.map(({ id, name, domain_id }) => ({ id, name, domainId: domain_id ?? id }));
    },
    async changePassword(login, password) {
      const { secret, userId } = await issue(request, { ...login, project: null });
      const user = { original_password: login.password, password };
      const headers = { 'X-Auth-Token': secret };
      const answer = await request('POST', `/users/${encodeURIComponent(userId)}/password`, {
        headers,
        body: { user },
      });
      await answer.body?.cancel();
      if (answer.status === 400) throw weakPassword();
      if (!answer.ok) throw badCredentials();
    },
  };
}

async function issue(
  request: Requests,
  { user, domain, password, project }: KeystoneLogin,
): Promise<{ secret: string; userId: string; lifeMs: number }> {
  const identity = {
    methods: ['password'],
    password: { user: { name: user, domain: { name: domain }, password } },
  };
  const scope =
    project === null ? 'unscoped' : { project: { name: project.name, domain: { name: project.domain } } };
  const answer = await request('POST', '/auth/tokens?nocatalog', { body: { auth: { identity, scope } } });
  const secret = answer.headers.get('X-Subject-Token');
  if (answer.status === 401) throw badCredentials();
  const token = await read(answer, []);
  if (!secret) throw unavailable('answers without a token');
  return { secret, userId: token.user.id, lifeMs: lifeMsOf(token) };
}

async function read(answer: Response, refusals: readonly number[]): Promise<KeystoneToken> {
  const { token } = await parsed(answer, tokenAnswer, refusals);
  if (lifeMsOf(token) <= 0) throw invalidToken();
  return token;
}

/** @param refusals the statuses by which a token is invalid. */
async function parsed<T>(
  answer: Response,
  schema: { parse(value: unknown): T },
  refusals: readonly number[],
): Promise<T> {
  if (refusals.includes(answer.status)) {
    await answer.body?.cancel();
    throw invalidToken();
  }
  try {
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    return schema.parse(await answer.json());
  } catch (cause) {
    throw unavailable('gives an answer that is not understood', cause);
  }
}

function lifeMsOf(token: KeystoneToken): number {
  return Date.parse(token.expires_at) - Date.now();
}

function toActor({ user, project, domain, roles }: KeystoneToken, secret: string, via: Via): Actor {
  const { id, name, domain: userDomain } = user;
  const identity = { userDomain, project: project ?? null, domain: domain ?? null, roles: roles ?? [] };
  return {
    userId: id,
    userName: name,
    group: null,
    menus: menusOfIdentity(identity),
    via,
    credentialHash: hashSecret(secret),
    identity,
  };
}

function invalidToken(): DomainError {
  return new DomainError('unauthenticated', 'the token is unknown, expired or revoked', {
    reason: 'invalid_token',
  });
}

function badCredentials(): DomainError {
  return new DomainError('unauthenticated', 'invalid user or password', { reason: 'bad_credentials' });
}

function weakPassword(): DomainError {
  return new DomainError('invalid', 'the identity server refuses the new password', {
    reason: 'weak_password',
  });
}
