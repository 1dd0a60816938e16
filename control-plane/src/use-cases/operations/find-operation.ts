import { DomainError } from '../../../../proto/src/errors.ts';
import type { Operation } from '../../domain/operation.ts';
import { may } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

/** The caller's own operation, or anybody's for an administrator. @throws DomainError `not_found`. */
export async function findOperation(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  operationId: string,
): Promise<Operation> {
  const operation = await ports.store.operations.get(operationId);
  const visible = operation?.actorId === ctx.actor.userId || may(ctx.actor, 'operations.administer');
  if (operation && visible) return operation;
  const shown = operationId.slice(0, 80);
  throw new DomainError('not_found', `operation '${shown}' does not exist`, {
    reason: 'operation_not_found',
    subject: { kind: 'operation', id: shown },
  });
}
