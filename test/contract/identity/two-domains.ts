/** People of two domains: the default one and `Acme`, which has an administrator of its own. */
import { type ControlPlane, startControlPlane, testPassword } from '../../support/control-plane.ts';
import { IdentityClient, identityAdmin } from '../../support/identity-client.ts';
import type { Json } from '../../support/nano-client.ts';

export interface TwoDomains extends AsyncDisposable {
  readonly cloud: ControlPlane;
  readonly nobody: IdentityClient;
  readonly admin: IdentityClient;
  readonly alice: IdentityClient;
  /** Administers the domain `Acme` by a token scoped to it. */
  readonly boss: IdentityClient;
  /** The domain's id. */
  readonly acme: string;
  newUser(name: string, more?: Json): Promise<Json>;
  /** Of a user of the default domain. */
  idOf(name: string): Promise<string>;
  /** What the audit has of changes that came by the identity API. */
  audited(): Promise<{ readonly actions: ReadonlySet<string>; readonly text: string }>;
}

export async function startTwoDomains(): Promise<TwoDomains> {
  const cloud = await startControlPlane();
  const nobody = new IdentityClient(cloud.identity);
  const admin = await identityAdmin(cloud);
  const alice = await nobody.login('alice');
  const acme = (await admin.succeed('POST', '/domains', { domain: { name: 'Acme' } })).domain.id;
  const user = { name: 'boss', domain_id: acme, password: testPassword };
  const { id } = (await admin.succeed('POST', '/users', { user })).user;
  const role = (await admin.succeed('GET', '/roles?name=admin')).roles[0].id;
  await admin.succeed('PUT', `/domains/${acme}/users/${id}/roles/${role}`);
  const boss = await nobody.login(`boss@${acme}`, { domain: { id: acme } });
  return {
    ...{ cloud, nobody, admin, alice, boss, acme },
    newUser: async (name, more = {}) =>
      (await admin.succeed('POST', '/users', { user: { name, password: testPassword, ...more } })).user,
    idOf: async (name) => (await admin.succeed('GET', `/users?name=${name}`)).users[0].id,
    async audited() {
      const answer = await (await cloud.login('admin')).raw('GET', '/cellar/v1/audit?limit=1000');
      const { audit } = (await answer.json()) as { audit: Json[] };
      const own = audit.filter(({ actor }) => actor.via === 'identity');
      return { actions: new Set(own.map(({ action }) => action)), text: JSON.stringify(audit) };
    },
    [Symbol.asyncDispose]: () => cloud[Symbol.asyncDispose](),
  };
}

export const namesOf = (rows: Json[]) => rows.map(({ name }) => name);
