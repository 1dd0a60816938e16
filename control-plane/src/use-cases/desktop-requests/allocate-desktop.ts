import { DomainError } from '../../../../proto/src/errors.ts';
import type { DesktopRequest } from '../../domain/desktop-request.ts';
import { rsError } from '../../domain/rs-errors.ts';
import type { Context } from '../context.ts';
import { makeDesktops } from '../desktop-servers/make-desktops.ts';
import type { FoundDesktopProject } from '../desktops/desktop-access.ts';
import { mayEnter } from '../desktops/may-enter.ts';
import type { Ports, Store } from '../ports/index.ts';
import { choosePersonalDesktop } from './choose-personal-desktop.ts';
import { chooseSharedDesktop } from './choose-shared-desktop.ts';
import { requestEnded } from './request-ended.ts';
import { requesterContext } from './requester-context.ts';

type AllocationPorts = Pick<
  Ports,
  'store' | 'operations' | 'live' | 'limits' | 'ids' | 'clock' | 'desktops' | 'keystone' | 'reserves'
>;

/**
 * Chooses the desktop of the request, or has one made, and notes it with the request in the same transaction.
 * @returns its id.
 * @throws DomainError `no_desktop_project`, `user_not_found`, `no_server`, `quota_exceeded`, `server_creation_failed`, and
 *   `request_ended`.
 */
export async function allocateDesktop(ports: AllocationPorts, request: DesktopRequest): Promise<string> {
  const ctx = requesterContext(ports, request);
  const found = await findProject(ports.store, request);
  const chosen = await ports.store.transaction(async (tx) => {
    await requireUser(tx, ports, request);
    const serverId =
      found.desktop.mode === 'standard'
        ? await choosePersonalDesktop(tx, ports, ctx, request)
        : await chooseSharedDesktop(tx, ports, ctx, request, found.desktop);
    if (serverId !== null) {
      await mayEnter(tx, ctx, { projectId: request.projectId, serverId, userId: request.userId });
      await noteServer(tx, request, serverId);
    }
    return serverId;
  });
  if (chosen !== null) {
    ports.reserves.wake(request.projectId);
    return chosen;
  }
  if (!ports.desktops.broker.createDesktops)
    throw rsError('no_server', { project_name: request.projectName });
  return makeFor(ports, ctx, request, found);
}

async function findProject(
  store: Pick<Store, 'identity' | 'desktops'>,
  { projectId, domainName }: DesktopRequest,
): Promise<FoundDesktopProject> {
  const project = await store.identity.getProject(projectId);
  const desktop = await store.desktops.getProject(projectId);
  if (!project?.enabled || !desktop) throw rsError('no_desktop_project', { domain_name: domainName });
  return { project, desktop };
}

/** He may have been deleted or disabled since he asked. An external Keystone's users are not known here. */
async function requireUser(
  tx: Store,
  { keystone }: Pick<Ports, 'keystone'>,
  { userId, userName, domainName }: DesktopRequest,
): Promise<void> {
  if (keystone !== null || (await tx.users.get(userId))?.enabled) return;
  throw rsError('user_not_found', { user_name: userName, domain_name: domainName });
}

async function noteServer(tx: Store, { id }: DesktopRequest, serverId: string): Promise<void> {
  if (!(await tx.desktopRequests.choose(id, serverId))) throw requestEnded(id);
}

async function makeFor(
  ports: AllocationPorts,
  ctx: Context,
  request: DesktopRequest,
  found: FoundDesktopProject,
): Promise<string> {
  const user = { kind: 'user', id: request.userId } as const;
  const wanted = { found, names: 1, description: '', origin: 'request', holders: [user] } as const;
  try {
    const { servers } = await makeDesktops(ports, ctx, wanted, async (tx, made) => {
      await requireUser(tx, ports, request);
      for (const { id } of made.servers) await noteServer(tx, request, id);
    });
    return servers[0]?.id ?? '';
  } catch (error) {
    throw creationFailure(error, request);
  }
}

/** What the project is made with may be missing, and its quota reached. */
function creationFailure(error: unknown, { projectName }: DesktopRequest): unknown {
  if (!(error instanceof DomainError) || error.code === 'internal') return error;
  if (error.reason === 'request_ended' || error.reason === 'user_not_found') return error;
  const kind = error.code === 'quota_exceeded' ? 'quota_exceeded' : 'server_creation_failed';
  return rsError(kind, { project_name: projectName }, error);
}
