import type { Context } from '../context.ts';
import { resolveOwner } from '../guests/owner.ts';
import type { Ports } from '../ports/index.ts';
import { findOwnPolicy, policySubject } from './policy-access.ts';
import { checkPolicyName, type PolicySettings } from './policy-settings.ts';

/**
 * Replaces all settings; the rules stay.
 * @throws DomainError `forbidden`, `not_found`, `invalid`, `already_exists` (`name_taken`).
 */
export async function modifyPolicyGroup(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: PolicySettings & { readonly policyGroupId: string },
): Promise<void> {
  const { name, description, enabled, global, defaultAction } = input;
  await ports.store.transaction(async (tx) => {
    const old = await findOwnPolicy(tx, ctx, input.policyGroupId);
    checkPolicyName(name);
    const asked = { owner: input.owner ?? old.owner, group: input.group ?? old.group };
    const same = asked.owner === old.owner && asked.group === old.group;
    const owner = same ? {} : await resolveOwner({ store: tx }, ctx, asked, 'policies.administer');
    const settings = { name, description, enabled, global, defaultAction };
    await tx.policyGroups.update({ ...old, ...settings, ...owner, modifiedAtMs: ctx.nowMs });
    await tx.audit.append(ctx, {
      action: 'modify-policy-group',
      subject: policySubject(old.id),
      outcome: 'done',
      details: { name, enabled, global, defaultAction, ...asked },
    });
  });
}
