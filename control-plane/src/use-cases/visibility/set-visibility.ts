import type { Visibility } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { ownGroup } from './own-group.ts';

/** Replaces what the members of the caller's group see of each other; acts at once. @throws DomainError `forbidden`. */
export async function setVisibility(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  visibility: Visibility,
): Promise<void> {
  await ports.store.transaction(async (tx) => {
    const { id, name } = await ownGroup(tx, ctx);
    await tx.users.setVisibility(id, visibility);
    await tx.audit.append(ctx, {
      action: 'set-visibility',
      subject: { kind: 'group', id },
      outcome: 'done',
      details: { name, ...visibility },
    });
  });
}
