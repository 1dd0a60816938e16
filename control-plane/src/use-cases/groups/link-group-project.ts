import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { projectOf } from '../identity/find.ts';
import type { Ports } from '../ports/index.ts';
import { findGroup } from './find-group.ts';

/**
 * Says which project the guests of a Nano group belong to from now on; null: none, so no quota.
 * @throws DomainError `forbidden`, `not_found` for the group or the project.
 */
export async function linkGroupProject(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { group: string; projectId: string | null },
): Promise<void> {
  requireRight(ctx.actor, 'identity.administer');
  await ports.store.transaction(async (tx) => {
    const { id, name, projectId: before } = await findGroup(tx, input.group);
    if (input.projectId !== null) await projectOf(tx, input.projectId);
    await tx.users.linkProject(id, input.projectId);
    const details = { name, projectId: input.projectId, before };
    const subject = { kind: 'group', id };
    await tx.audit.append(ctx, { action: 'link-group-project', subject, outcome: 'done', details });
  });
}
