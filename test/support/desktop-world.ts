/** Desktop projects and desktops over the RS server API, for tests of what becomes of them. */
import { type ControlPlane, type ControlPlaneOptions, startControlPlane } from './control-plane.ts';
import type { Json } from './nano-client.ts';
import { poll } from './poll.ts';
import { type RsClient, type RsParts, rsAdmin, rsParts } from './rs-client.ts';

export interface DesktopWorld extends AsyncDisposable {
  readonly cloud: ControlPlane;
  readonly admin: RsClient;
  readonly parts: RsParts;
  /** A new desktop project; its id. */
  project(change?: object): Promise<string>;
  /** A new desktop that runs; its id. */
  desktop(projectId: string, users?: readonly string[]): Promise<string>;
  server(id: string): Promise<Json>;
  /** Of the guest, in Nova's words, when nothing happens to it. */
  reach(id: string, status: string): Promise<void>;
  servers(projectId: string): Promise<Json[]>;
  /** Of the desktop, the newest first. */
  sessions(serverId: string): Promise<Json[]>;
}

export async function startDesktopWorld(options: ControlPlaneOptions = {}): Promise<DesktopWorld> {
  const cloud = await startControlPlane({ cells: 2, ...options });
  const admin = await rsAdmin(cloud);
  const parts = await rsParts(cloud);
  let made = 0;
  const whole = async (id: string) => (await admin.succeed('GET', `/servers/${id}?with_os_object=1`)).server;
  const world: DesktopWorld = {
    cloud,
    admin,
    parts,
    project: async (change = {}) => {
      made += 1;
      const project = { name: `desktops-${made}`, ...parts, on_release: 'keep', ...change };
      return (await admin.succeed('POST', '/projects/', { project })).project.id;
    },
    desktop: async (project_id, users = []) => {
      made += 1;
      const server = { name: `desktop-${made}`, project_id, users };
      const { id } = (await admin.succeed('POST', '/servers/', { server })).servers[0];
      await world.reach(id, 'ACTIVE');
      return id;
    },
    server: whole,
    reach: (id, status) =>
      poll(`${id} is ${status}`, async () => {
        const { os_server: seen } = await whole(id);
        return seen.status === status && seen['OS-EXT-STS:task_state'] === null;
      }),
    servers: async (id) => (await admin.succeed('GET', `/servers/?project_id=${id}`)).servers,
    sessions: async (id) => (await admin.succeed('GET', `/sessions/?instance_id=${id}`)).sessions,
    [Symbol.asyncDispose]: () => cloud[Symbol.asyncDispose](),
  };
  return world;
}
