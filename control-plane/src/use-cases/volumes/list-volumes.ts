import type { Volume } from '../../domain/volume.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { volumeReach } from './volume-access.ts';

/** Those of projects that the caller administers, the oldest first. @throws DomainError `forbidden`. */
export async function listVolumes(
  { store }: Pick<Ports, 'store'>,
  ctx: Context,
  { projectId }: { readonly projectId?: string | undefined },
): Promise<Volume[]> {
  const { domainId, projectIds } = volumeReach(ctx);
  const asked = projectId === undefined ? undefined : [projectId];
  const among = projectIds && asked ? asked.filter((id) => projectIds.includes(id)) : (asked ?? projectIds);
  return store.volumes.list({ domainId, projectIds: among });
}
