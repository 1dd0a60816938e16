import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findOperation } from './find-operation.ts';

/** Asks for the operation's end; what it did is undone. @throws DomainError `not_found`, `conflict` if it is too late. */
export async function cancelOperation(
  ports: Pick<Ports, 'store' | 'operations'>,
  ctx: Context,
  input: { operationId: string },
): Promise<void> {
  const operation = await findOperation(ports, ctx, input.operationId);
  await ports.operations.cancel(operation.id);
  await ports.store.audit.append(ctx, {
    action: 'cancel-operation',
    subject: { kind: 'operation', id: operation.id },
    outcome: 'accepted',
    details: { kind: operation.kind, about: operation.subject },
  });
}
