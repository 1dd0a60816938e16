import { DomainError } from '../../../../proto/src/errors.ts';
import { isFinished } from '../../domain/operation.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findOperation } from './find-operation.ts';
import { type OperationView, viewOperation } from './operation-view.ts';

/** The operation when it has finished, or as it is after `waitMs`. @throws DomainError `not_found`. */
export async function waitOperation(
  ports: Pick<Ports, 'store' | 'operations'>,
  ctx: Context,
  input: { operationId: string; waitMs: number; signal?: AbortSignal },
): Promise<OperationView> {
  const operation = await findOperation(ports, ctx, input.operationId);
  if (isFinished(operation) || input.waitMs === 0) return viewOperation(operation);
  const { waitMs: timeoutMs, signal } = input;
  try {
    const options = signal === undefined ? { timeoutMs } : { timeoutMs, signal };
    return viewOperation(await ports.operations.finished(operation.id, options));
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'timeout') throw error;
    return viewOperation(await findOperation(ports, ctx, operation.id));
  }
}
