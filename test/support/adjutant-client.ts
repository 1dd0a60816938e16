import { type ControlPlane, startControlPlane } from './control-plane.ts';
import { IdentityClient, identityAdmin } from './identity-client.ts';
import { MailSink } from './mail-sink.ts';
import type { Json } from './nano-client.ts';
import { type TokenAnswer, TokenClient } from './token-client.ts';

/** A client of the Adjutant API that hides nothing. */
export class AdjutantClient extends TokenClient {
  constructor(origin: string, token = '') {
    super('', origin, token);
  }

  /** @param body text is sent as it is. */
  override call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<TokenAnswer> {
    const type = body !== undefined && { 'Content-Type': 'application/json' };
    return super.call(method, path, body, { ...type, ...headers });
  }

  /** Status and body, to be compared at once. */
  async tell(method: string, path: string, body?: unknown): Promise<[number, Json]> {
    const answer = await this.call(method, path, body);
    return [answer.status, answer.body];
  }
}

/** A control plane with a mail server, a project `web`, and people who administer it. */
export interface AdjutantWorld extends AsyncDisposable {
  readonly cloud: ControlPlane;
  readonly mails: MailSink;
  readonly identity: IdentityClient;
  readonly nobody: AdjutantClient;
  readonly admin: AdjutantClient;
  /** Administers the project `web`. */
  readonly owner: AdjutantClient;
  /** Member of the project `web`. */
  readonly member: AdjutantClient;
  /** Administers the project `other`. */
  readonly stranger: AdjutantClient;
  readonly projectId: string;
  readonly userIds: Readonly<Record<'owner' | 'member' | 'stranger', string>>;
}

export async function startAdjutant(settings: Json = {}): Promise<AdjutantWorld> {
  const mails = await MailSink.open();
  const adjutant = {
    port: 0,
    reset_answer_s: 0,
    open_requests: 1_000,
    ...settings,
    mail: { ...settings.mail, smtp_url: mails.url },
  };
  const cloud = await startControlPlane({ settings: { adjutant } });
  const identity = await identityAdmin(cloud);
  const roles: Json[] = (await identity.succeed('GET', '/roles')).roles;
  const roleId = (name: string) => roles.find((role) => role.name === name)?.id;
  const projects: Record<string, string> = {};
  for (const name of ['web', 'other'])
    projects[name] = (await identity.succeed('POST', '/projects', { project: { name } })).project.id;
  const person = async (name: string, project: string, role: string) => {
    const user = { name, email: `${name}@example.com`, password: 'Secret-2024' };
    const { id } = (await identity.succeed('POST', '/users', { user })).user;
    await identity.succeed('PUT', `/projects/${projects[project]}/users/${id}/roles/${roleId(role)}`);
    const own = await new IdentityClient(cloud.identity).login(name, { project: { id: projects[project] } });
    return { id: String(id), client: new AdjutantClient(cloud.adjutant, own.token) };
  };
  const owner = await person('owner', 'web', 'project_admin');
  const member = await person('member', 'web', 'member');
  const stranger = await person('stranger', 'other', 'project_admin');
  return {
    cloud,
    mails,
    identity,
    nobody: new AdjutantClient(cloud.adjutant),
    admin: new AdjutantClient(cloud.adjutant, identity.token),
    owner: owner.client,
    member: member.client,
    stranger: stranger.client,
    projectId: projects.web ?? '',
    userIds: { owner: owner.id, member: member.id, stranger: stranger.id },
    async [Symbol.asyncDispose]() {
      await cloud[Symbol.asyncDispose]();
      await mails[Symbol.asyncDispose]();
    },
  };
}
