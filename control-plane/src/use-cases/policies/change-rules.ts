import type { PolicyRule } from '../../domain/policy.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findOwnPolicy, policySubject } from './policy-access.ts';

export interface RuleReference {
  readonly policyGroupId: string;
  /** Position in the list, from 0. */
  readonly index: number;
}

interface RuleChange {
  readonly action: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly apply: (rules: readonly PolicyRule[]) => PolicyRule[];
}

/** What all changes of rules have in common. @throws DomainError `forbidden`, `not_found`, and what `apply` throws. */
export async function changeRules(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  policyGroupId: string,
  { action, details, apply }: RuleChange,
): Promise<void> {
  await ports.store.transaction(async (tx) => {
    const group = await findOwnPolicy(tx, ctx, policyGroupId);
    await tx.policyGroups.update({ ...group, rules: apply(group.rules), modifiedAtMs: ctx.nowMs });
    const subject = policySubject(group.id);
    await tx.audit.append(ctx, {
      action,
      subject,
      outcome: 'done',
      details: { name: group.name, ...details },
    });
  });
}
