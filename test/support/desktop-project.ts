import type { ControlPlane } from './control-plane.ts';
import type { Json } from './nano-client.ts';
import { poll } from './poll.ts';
import { addMember, type RsClient, type RsParts, rsAdmin, rsParts } from './rs-client.ts';

/** Makes desktop projects and what is in them, as their administrator. */
export class DesktopMaker {
  readonly admin: RsClient;
  readonly parts: RsParts;
  readonly #cloud: ControlPlane;
  #projects = 0;

  private constructor(cloud: ControlPlane, admin: RsClient, parts: RsParts) {
    this.#cloud = cloud;
    this.admin = admin;
    this.parts = parts;
  }

  static async start(cloud: ControlPlane): Promise<DesktopMaker> {
    return new DesktopMaker(cloud, await rsAdmin(cloud), await rsParts(cloud));
  }

  /** @param members names of users who get the role `member`. */
  async project(members: readonly string[], change: object = {}): Promise<{ id: string; name: string }> {
    this.#projects += 1;
    const name = `desks-${this.#projects}`;
    const body = { name, ...this.parts, on_release: 'keep', ...change };
    const { id } = (await this.admin.succeed('POST', '/projects/', { project: body })).project;
    for (const member of members) await addMember(this.#cloud, member, id);
    return { id, name };
  }

  /** Desktops that run and have addresses. */
  async servers(projectId: string, more: object = {}): Promise<string[]> {
    const server = { name: 'desk', project_id: projectId, ...more };
    const { servers } = await this.admin.succeed('POST', '/servers/', { server });
    const ids: string[] = servers.map(({ id }: Json) => id);
    for (const id of ids)
      await this.reach(
        id,
        ({ status, addresses }) => status === 'ACTIVE' && Object.keys(addresses).length > 0,
      );
    return ids;
  }

  /** Waits until what an OpenStack would tell of the desktop is as wanted. */
  async reach(id: string, isWanted: (server: Json) => boolean): Promise<void> {
    await poll(`${id} is as wanted`, async () => {
      const { server } = await this.admin.succeed('GET', `/servers/${id}?with_os_object=1`);
      return isWanted(server.os_server);
    });
  }

  async openSessions(id: string): Promise<Json[]> {
    const { sessions } = await this.admin.succeed('GET', `/sessions/?instance_id=${id}`);
    return sessions.filter(({ closed_at }: Json) => closed_at === null);
  }
}
