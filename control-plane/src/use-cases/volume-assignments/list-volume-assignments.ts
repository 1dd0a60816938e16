import { type ListCondition, matchesAll, wantedValues } from '../../domain/list-condition.ts';
import type { VolumeAssignment } from '../../domain/volume.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { volumeReach } from '../volumes/volume-access.ts';

const parameters = { user_id: 'userId', project_id: 'projectId', volume_id: 'volumeId' } as const;

/**
 * Those in projects that the caller administers.
 * @param input.conditions of `user_id`, `project_id` and `volume_id`, which all hold. @throws DomainError `forbidden`.
 */
export async function listVolumeAssignments(
  { store }: Pick<Ports, 'store'>,
  ctx: Context,
  { conditions }: { readonly conditions: readonly ListCondition[] },
): Promise<VolumeAssignment[]> {
  const { domainId, projectIds } = volumeReach(ctx);
  const asked = wantedValues(conditions, 'project_id');
  const found = await store.volumes.listAssignments({
    domainId,
    userIds: wantedValues(conditions, 'user_id') ?? undefined,
    projectIds: projectIds && asked ? asked.filter((id) => projectIds.includes(id)) : (asked ?? projectIds),
    volumeIds: wantedValues(conditions, 'volume_id') ?? undefined,
  });
  const read = (one: VolumeAssignment, name: string) => one[parameters[name as keyof typeof parameters]];
  return found.filter((one) => matchesAll(conditions, (name) => read(one, name)));
}
