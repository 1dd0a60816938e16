import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findOperation } from './find-operation.ts';
import { type OperationView, viewOperation } from './operation-view.ts';

/** @throws DomainError `not_found`, also for another's operation. */
export async function getOperation(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { operationId: string },
): Promise<OperationView> {
  return viewOperation(await findOperation(ports, ctx, input.operationId));
}
