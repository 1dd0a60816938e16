import type { DesktopRequest, DesktopRequestState } from '../../domain/desktop-request.ts';
import type { Context } from '../context.ts';
import { desktopReach } from '../desktop-servers/desktop-reach.ts';
import type { Ports } from '../ports/index.ts';

/** Conditions that all hold. */
export interface DesktopRequestSearch {
  readonly projectId?: string | undefined;
  readonly userId?: string | undefined;
  readonly state?: DesktopRequestState | undefined;
  readonly limit: number;
}

/** Those for projects that the caller reads, the newest first. @throws DomainError `forbidden`. */
export async function listDesktopRequests(
  { store }: Pick<Ports, 'store'>,
  ctx: Context,
  { projectId, userId, state, limit }: DesktopRequestSearch,
): Promise<DesktopRequest[]> {
  const { domainId, projectIds } = desktopReach(ctx);
  const asked = projectId === undefined ? undefined : [projectId];
  const within = projectIds && asked ? asked.filter((id) => projectIds.includes(id)) : (asked ?? projectIds);
  return store.desktopRequests.list({ domainId, projectIds: within, userId, state }, limit);
}
