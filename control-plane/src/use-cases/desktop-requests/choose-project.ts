import { rsError } from '../../domain/rs-errors.ts';
import type { FoundDesktopProject } from '../desktops/desktop-access.ts';
import type { Ports, Store } from '../ports/index.ts';
import type { DesktopUser } from './prove-desktop-user.ts';
import { userDesktopProjects } from './user-desktop-projects.ts';

export interface WishedProject {
  /** Null: whichever the user has. */
  readonly name: string | null;
  /** Null: the user's domain for a name, else any. */
  readonly domain: { readonly id: string; readonly name: string } | null;
}

/** How many of the user's last sessions tell where he was. */
const sessionsSeen = 20;

/**
 * The desktop project that is asked for, or else the one where the user has a desktop, the last used first, or the first by name.
 * @throws DomainError `not_found` (`no_desktop_project`), `invalid` (`not_desktop_project`).
 */
export async function chooseProject(
  ports: Pick<Ports, 'store' | 'keystone'>,
  user: DesktopUser,
  wished: WishedProject,
): Promise<FoundDesktopProject> {
  const { store } = ports;
  const domain = wished.domain ?? (wished.name === null ? null : user.domain);
  if (wished.name !== null) await refuseOrdinary(store, { name: wished.name, domainId: domain?.id ?? '' });
  const candidates = (await userDesktopProjects(ports, user)).filter(
    ({ project }) =>
      (domain === null || project.domainId === domain.id) &&
      (wished.name === null || project.name === wished.name),
  );
  const [first] = candidates;
  if (first === undefined) throw rsError('no_desktop_project', { domain_name: (domain ?? user.domain).name });
  if (candidates.length === 1) return first;
  const named = candidates.find(({ project }) => project.id === user.projectId);
  return named ?? (await lastUsed(store, user.id, candidates)) ?? first;
}

/** @throws DomainError `invalid` with reason `not_desktop_project`. */
async function refuseOrdinary(
  store: Pick<Store, 'identity' | 'desktops'>,
  { name, domainId }: { name: string; domainId: string },
): Promise<void> {
  const project = await store.identity.findProject(domainId, name);
  if (project && !(await store.desktops.getProject(project.id)))
    throw rsError('not_desktop_project', { project_name: name });
}

async function lastUsed(
  store: Pick<Store, 'desktops' | 'desktopSessions'>,
  userId: string,
  candidates: readonly FoundDesktopProject[],
): Promise<FoundDesktopProject | undefined> {
  const held = new Set(
    (await store.desktops.assignmentsTo({ kind: 'user', id: userId })).map(({ projectId }) => projectId),
  );
  const having = candidates.filter(({ project }) => held.has(project.id));
  if (having.length <= 1) return having[0];
  const sessions = await store.desktopSessions.list({ userIds: [userId], limit: sessionsSeen });
  const last = sessions.find(({ projectId }) => having.some(({ project }) => project.id === projectId));
  return having.find(({ project }) => project.id === last?.projectId) ?? having[0];
}
