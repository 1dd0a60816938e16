import type { Context } from '../context.ts';
import { refuseDesktopUse } from '../desktops/refuse-desktop-use.ts';
import { missing } from '../identity/find.ts';
import { requireAdministrator } from '../identity/policy.ts';
import type { Ports } from '../ports/index.ts';

/** @throws DomainError `forbidden`, `not_found`, `conflict` (`used_by_projects`). */
export async function deleteFlavor(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { id: string },
): Promise<void> {
  requireAdministrator(ctx);
  await ports.store.transaction(async (tx) => {
    const { id, name } = (await tx.flavors.get(input.id)) ?? missing('flavor', input.id);
    const subject = { kind: 'flavor', id };
    await refuseDesktopUse(tx, subject, { flavorId: id });
    await tx.flavors.remove(id);
    await tx.audit.append(ctx, { action: 'delete-flavor', subject, outcome: 'done', details: { name } });
  });
}
