/** Desktop projects and desktops of the RS server API by their names or ids. */
import type { ApiClient } from './api-client.ts';
import { oneNamed } from './find.ts';

export interface ProjectRow {
  readonly id: string;
  readonly image_id: string;
  readonly operation_mode: string;
  readonly os_project: { readonly name: string; readonly enabled: boolean };
}

export interface DesktopRow {
  readonly id: string;
  readonly project_id: string;
  readonly users: readonly string[];
  readonly groups: readonly string[];
  readonly os_server: {
    readonly name: string;
    readonly status: string;
    readonly 'OS-EXT-SRV-ATTR:host': string | null;
    readonly addresses: Readonly<Record<string, readonly { readonly addr: string }[]>>;
  };
}

export async function projects(client: ApiClient): Promise<readonly ProjectRow[]> {
  const path = '/projects/?with_os_object=1';
  return (await client.rs<{ projects: readonly ProjectRow[] }>('GET', path)).projects;
}

/** @throws DomainError `not_found`, `conflict`. */
export async function findProject(client: ApiClient, text: string): Promise<string> {
  const all = (await projects(client)).map(({ id, os_project }) => ({ id, name: os_project.name }));
  return oneNamed('desktop project', all, text).id;
}

export async function desktops(client: ApiClient, project?: string): Promise<readonly DesktopRow[]> {
  const only = project === undefined ? '' : `&project_id=${await findProject(client, project)}`;
  const path = `/servers/?with_os_object=1${only}`;
  return (await client.rs<{ servers: readonly DesktopRow[] }>('GET', path)).servers;
}

/** @throws DomainError `not_found`, `conflict`. */
export async function findDesktop(client: ApiClient, text: string): Promise<string> {
  const all = (await desktops(client)).map(({ id, os_server }) => ({ id, name: os_server.name }));
  return oneNamed('desktop', all, text).id;
}
