import type { Guest } from '../../domain/guest.ts';
import type { SecurityPolicy } from '../../domain/policy.ts';
import type { Context } from '../context.ts';
import { type ChangePorts, changeOperation } from '../guests/change-operation.ts';
import { findOwnGuest } from '../guests/guest-access.ts';
import { operationFailure, requireReachable } from '../guests/guest-operation.ts';

export interface PolicyChange {
  readonly guestId: string;
  /** What is changed, for the audit. */
  readonly change: string;
  readonly details: Readonly<Record<string, unknown>>;
  /** The policy as it shall be; the same one changes nothing. */
  readonly apply: (policy: SecurityPolicy) => SecurityPolicy;
}

/**
 * What all changes of a guest's policy have in common: it returns when the guest's cell holds to the new one. The
 * policy is read in the transaction that submits the operation, so that no change is lost to another.
 * @throws DomainError as `findOwnGuest` and `requireReachable`; `conflict` while another operation of the guest runs;
 *   and what `apply` throws.
 */
export async function setSecurityPolicy(
  ports: ChangePorts,
  ctx: Context,
  request: PolicyChange,
): Promise<void> {
  const { guestId, change, details, apply } = request;
  await requireReachable(ports, await findOwnGuest(ports, ctx, guestId));
  const operationId = await ports.store.transaction(async (tx) => {
    const guest = await findOwnGuest({ store: tx }, ctx, guestId);
    const from = guest.securityPolicy;
    const to = apply(from);
    if (to === from) return null;
    const subject = { kind: 'guest', id: guest.id };
    const operation = await ports.operations.submit(tx, ctx, {
      kind: 'set-security-policy',
      subject,
      input: { guestId: guest.id, cellId: guest.cellId, from, to, immediate: true },
    });
    await tx.audit.append(ctx, {
      action: 'set-security-policy',
      subject,
      outcome: 'accepted',
      details: { operation: operation.id, name: guest.name, change, ...details },
    });
    return operation.id;
  });
  if (operationId === null) return;
  ports.operations.start(operationId);
  const finished = await ports.operations.finished(operationId, { timeoutMs: 60_000 });
  if (finished.state !== 'done') throw operationFailure(finished);
}

export const setSecurityPolicyOperation = changeOperation<SecurityPolicy>({
  kind: 'set-security-policy',
  timeoutMs: 30_000,
  onCell: (cells, { cellId, operationId, guestId, value, options }) =>
    cells.setSecurityPolicy(cellId, { operationId, guestId, policy: value }, options),
  wanted: (securityPolicy): Pick<Guest, 'securityPolicy'> => ({ securityPolicy }),
});
