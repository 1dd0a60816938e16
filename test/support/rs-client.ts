import type { ControlPlane } from './control-plane.ts';
import { adminProject, IdentityClient, identityAdmin, type Scope } from './identity-client.ts';
import { imageForm, tinyQcow2 } from './image-server.ts';
import { TokenClient } from './token-client.ts';

/** A client of the RS server API that hides nothing. */
export class RsClient extends TokenClient {
  /** Paths are below `/v1`. */
  constructor(origin: string, token = '') {
    super('/v1', origin, token);
  }

  /** HTTP status and number of a refusal, whose body has to be this API's. */
  async fail(method: string, path: string, body?: unknown): Promise<string> {
    const { status, body: answer } = await this.call(method, path, body);
    const { code, message, data } = answer?.error ?? {};
    const isWhole = Number.isInteger(code) && typeof message === 'string' && typeof data === 'object';
    if (!isWhole || data === null || status < 400)
      throw new Error(`${method} ${path}: ${status} ${JSON.stringify(answer)}`);
    return `${status} ${code}`;
  }
}

/** A user of the domain `default` by a token of that scope. */
export async function rsUser(cloud: ControlPlane, user: string, scope?: Scope): Promise<RsClient> {
  const { token } = await new IdentityClient(cloud.identity).login(user, scope);
  return new RsClient(cloud.rs, token);
}

export function rsAdmin(cloud: ControlPlane): Promise<RsClient> {
  return rsUser(cloud, 'admin', adminProject);
}

/** A disk image that is ready, and a flavor. */
export interface RsParts {
  readonly flavor_id: string;
  readonly image_id: string;
}

/** A user of the domain `default` with the role on the project. @returns his id. */
export async function addMember(
  cloud: ControlPlane,
  name: string,
  projectId: string,
  role = 'member',
): Promise<string> {
  const admin = await identityAdmin(cloud);
  const { users } = await admin.succeed('GET', `/users?name=${name}`);
  const { roles } = await admin.succeed('GET', `/roles?name=${role}`);
  const userId = users[0].id;
  await admin.succeed('PUT', `/projects/${projectId}/users/${userId}/roles/${roles[0].id}`);
  return userId;
}

export async function rsParts(cloud: ControlPlane): Promise<RsParts> {
  const nano = await cloud.login('admin');
  const group = { group: 'admin', name: `desktop-${Date.now()}`, description: '', tags: [] };
  const { id: imageId } = await nano.succeed('POST', '/disk_images/', group);
  const sent = await fetch(`${cloud.origin}/api/v1/disk_images/${imageId}/file/`, {
    method: 'POST',
    headers: { 'Nano-Session': nano.session },
    body: imageForm(tinyQcow2()),
  });
  if (!sent.ok || (await sent.json()).error_code !== 0) throw new Error('the upload failed');
  const admin = await rsAdmin(cloud);
  const flavor = { name: `small-${Date.now()}`, vcpus: 1, ram: 64, disk: 1 };
  const { flavor: made } = await admin.succeed('POST', '/flavors/', { flavor });
  return { flavor_id: made.id, image_id: imageId };
}
