import { DomainError } from '../../../../proto/src/errors.ts';
import { entryRefusal } from '../../domain/desktop-entry.ts';
import type { Store } from '../ports/index.ts';

export interface Entry {
  readonly projectId: string;
  /** Null: no desktop has been chosen yet. */
  readonly serverId: string | null;
  readonly userId: string;
}

/**
 * Whether the user may begin to work now: by the project's calendar and the maintenance of project and desktop. Who has a session
 * on the desktop goes on.
 * @throws DomainError `forbidden` with the reason `no_desktop_project` (the project) or `unusable_server` (the desktop) and what
 *   users are told as `details.message`.
 */
export async function mayEnter(
  store: Pick<Store, 'desktops' | 'desktopSessions' | 'identity'>,
  { nowMs }: { readonly nowMs: number },
  { projectId, serverId, userId }: Entry,
): Promise<void> {
  const desktop = await store.desktops.getProject(projectId);
  if (desktop === undefined) return;
  const server = serverId === null ? undefined : await store.desktops.getServer(serverId);
  const refusal = entryRefusal(desktop, server?.maintenance ?? null, nowMs);
  if (refusal === null) return;
  if (serverId !== null && (await store.desktopSessions.newestOpen(serverId, userId))) return;
  const project = await store.identity.getProject(projectId);
  const domain = project && (await store.identity.getDomain(project.domainId));
  const { message, reason } = refusal;
  if (reason === 'server_maintenance')
    throw new DomainError('forbidden', message, {
      reason: 'unusable_server',
      details: { instance_id: serverId, instance_status: 'MAINTENANCE', message, reason },
    });
  const about = { domain_name: domain?.name ?? '', project_name: project?.name ?? '' };
  const opensAt = refusal.opensAtMs === null ? null : new Date(refusal.opensAtMs).toISOString().slice(0, 19);
  throw new DomainError('forbidden', message, {
    reason: 'no_desktop_project',
    details: { ...about, message, reason, opens_at: opensAt },
  });
}
