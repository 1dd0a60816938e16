import { DomainError } from '../../../../proto/src/errors.ts';
import { type DesktopRequest, isUnfinished, type Notice } from '../../domain/desktop-request.ts';
import type { Connection } from '../../domain/desktop-session.ts';
import { rsError } from '../../domain/rs-errors.ts';
import { passesGuard } from '../../domain/web-guard.ts';
import type { Context } from '../context.ts';
import type { FoundDesktopProject } from '../desktops/desktop-access.ts';
import { mayEnter } from '../desktops/may-enter.ts';
import { sourceAddress } from '../policies/source-address.ts';
import type { Ports, Store } from '../ports/index.ts';
import { writeToken } from '../tokens/write-token.ts';
import { requireUnchanged } from '../users/verify-password.ts';
import { chooseProject } from './choose-project.ts';
import {
  type DesktopProof,
  type DesktopUser,
  findLoginDomain,
  proveDesktopUser,
} from './prove-desktop-user.ts';
import { userContext } from './requester-context.ts';

export interface DesktopWish {
  readonly proof: DesktopProof;
  /** Name of the desktop project. */
  readonly project: string | null;
  readonly projectDomain: string | null;
  /** Let in to the desktop; null: nothing is opened. */
  readonly clientAddress: string | null;
  readonly connection: Connection | null;
  readonly clientSystem: string | null;
  readonly clientInfo: string | null;
  /** By the reverse proxy that web clients have to come through. */
  readonly throughGuard: boolean;
}

export interface AcceptedRequest {
  readonly requestId: string;
  /** Of the identity API, for what the client asks next. */
  readonly token: string;
  readonly warnings: readonly Notice[];
}

type RequestPorts = Pick<
  Ports,
  | 'store'
  | 'keystone'
  | 'passwords'
  | 'passwordPolicy'
  | 'oneTimeCodes'
  | 'ids'
  | 'limits'
  | 'desktops'
  | 'desktopRequests'
>;

/**
 * Accepts that the user gets a desktop; while a request of his for the project is at work, it is that one.
 * @throws DomainError with a reason of `domain/rs-errors.ts`, asked in this order: `web_guard`, `domain_not_found`, those of
 *   `proveDesktopUser`, `not_desktop_project` and `no_desktop_project`, `task_not_started`.
 */
export async function requestDesktop(
  ports: RequestPorts,
  ctx: Omit<Context, 'actor'>,
  wish: DesktopWish,
): Promise<AcceptedRequest> {
  if (!passesGuard(ports.desktops.broker.webGuard, wish)) throw rsError('web_guard');
  const domain = wish.projectDomain === null ? null : await findLoginDomain(ports, wish.projectDomain);
  const user = await proveDesktopUser(ports, ctx, wish.proof, 'request-desktop');
  const found = await chooseProject(ports, user, { name: wish.project, domain });
  const accepted = await ports.store.transaction((tx) => accept(tx, ports, ctx, { wish, user, found }));
  ports.desktopRequests.start(accepted.requestId);
  return accepted;
}

async function accept(
  tx: Store,
  ports: RequestPorts,
  ctx: Omit<Context, 'actor'>,
  { wish, user, found }: { wish: DesktopWish; user: DesktopUser; found: FoundDesktopProject },
): Promise<AcceptedRequest> {
  if (user.proven) await requireUnchanged(tx, user.proven.user);
  await requireEntry(tx, ctx, user, found);
  const token = user.token ?? (await makeToken(tx, ports, ctx, user, found));
  const mine = { userId: user.id, projectId: found.project.id };
  const { warnings } = user;
  const atWork = await tx.desktopRequests.unfinishedOf(mine);
  if (atWork && isUnfinished(atWork)) return { requestId: atWork.id, token, warnings };
  if ((await tx.desktopRequests.countUnfinished()) >= ports.desktops.broker.maxRequests)
    throw rsError('task_not_started');
  const request = newRequest(ports.ids.uuid(), ctx, { wish, user, found });
  await tx.desktopRequests.insert(request);
  const subject = { kind: 'project', id: found.project.id };
  const details = { request: request.id, connection: wish.connection };
  await tx.audit.append(userContext(ctx, user), {
    action: 'request-desktop',
    subject,
    outcome: 'accepted',
    details,
  });
  return { requestId: request.id, token, warnings };
}

/** Who works there already may come back. @throws DomainError `no_desktop_project` outside the hours and in maintenance. */
async function requireEntry(
  tx: Store,
  ctx: Omit<Context, 'actor'>,
  { id: userId }: DesktopUser,
  { project: { id: projectId } }: FoundDesktopProject,
): Promise<void> {
  const own = { userIds: [userId], projectIds: [projectId], open: true, limit: 1 };
  const [session] = await tx.desktopSessions.list(own);
  await mayEnter(tx, ctx, { projectId, serverId: session?.serverId ?? null, userId });
}

/** Of the project, so that it serves there; @throws DomainError `no_desktop_project` if the last role went meanwhile. */
async function makeToken(
  tx: Store,
  ports: RequestPorts,
  ctx: Omit<Context, 'actor'>,
  { proven, domain }: DesktopUser,
  { project }: FoundDesktopProject,
): Promise<string> {
  if (proven === null) throw rsError('invalid_token');
  const scope = { kind: 'project', id: project.id } as const;
  try {
    return (await writeToken(tx, ports, ctx, { ...proven, scope, via: 'broker' })).secret;
  } catch (error) {
    if (error instanceof DomainError && error.reason === 'scope_denied')
      throw rsError('no_desktop_project', { domain_name: domain.name }, error);
    throw error;
  }
}

function newRequest(
  id: string,
  { nowMs }: Omit<Context, 'actor'>,
  { wish, user, found }: { wish: DesktopWish; user: DesktopUser; found: FoundDesktopProject },
): DesktopRequest {
  return {
    id,
    userId: user.id,
    userName: user.name,
    domainName: user.domain.name,
    projectId: found.project.id,
    projectName: found.project.name,
    state: 'pending',
    serverId: null,
    operationId: null,
    clientAddress: wish.clientAddress === null ? null : sourceAddress(wish.clientAddress),
    connection: wish.connection,
    clientSystem: wish.clientSystem,
    clientInfo: wish.clientInfo,
    warnings: user.warnings,
    failure: null,
    createdAtMs: nowMs,
    finishedAtMs: null,
  };
}
