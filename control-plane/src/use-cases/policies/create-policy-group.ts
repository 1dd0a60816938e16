import type { Context } from '../context.ts';
import { resolveOwner } from '../guests/owner.ts';
import type { Ports } from '../ports/index.ts';
import { policySubject, requirePolicyRight } from './policy-access.ts';
import { checkPolicyName, type PolicySettings } from './policy-settings.ts';

/** A group without rules. @throws DomainError `forbidden`, `invalid`, `already_exists` (`name_taken`). */
export async function createPolicyGroup(
  ports: Pick<Ports, 'store' | 'ids'>,
  ctx: Context,
  input: PolicySettings,
): Promise<{ id: string }> {
  requirePolicyRight(ctx.actor);
  checkPolicyName(input.name);
  const { name, description, enabled, global, defaultAction } = input;
  const asked = {
    owner: input.owner ?? ctx.actor.userName,
    group: input.group ?? ctx.actor.group?.name ?? '',
  };
  const id = ports.ids.uuid();
  await ports.store.transaction(async (tx) => {
    const owner = await resolveOwner({ store: tx }, ctx, asked, 'policies.administer');
    const times = { createdAtMs: ctx.nowMs, modifiedAtMs: ctx.nowMs };
    const settings = { name, description, enabled, global, defaultAction };
    await tx.policyGroups.insert({ id, ...settings, ...owner, rules: [], ...times });
    await tx.audit.append(ctx, {
      action: 'create-policy-group',
      subject: policySubject(id),
      outcome: 'done',
      details: { name, enabled, global, defaultAction, owner: owner.owner, group: owner.group },
    });
  });
  return { id };
}
