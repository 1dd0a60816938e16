import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findOwnPolicy, policySubject } from './policy-access.ts';

/** @throws DomainError `forbidden`, `not_found`. */
export async function deletePolicyGroup(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { readonly policyGroupId: string },
): Promise<void> {
  await ports.store.transaction(async (tx) => {
    const { id, name } = await findOwnPolicy(tx, ctx, input.policyGroupId);
    await tx.policyGroups.remove(id);
    await tx.audit.append(ctx, {
      action: 'delete-policy-group',
      subject: policySubject(id),
      outcome: 'done',
      details: { name },
    });
  });
}
