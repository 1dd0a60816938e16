import type { DomainError } from '../../../../proto/src/errors.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { operationFailure } from './guest-operation.ts';

/**
 * Why the last reset of the guest's system failed: once, for who asked for it. He is told of an accepted reset by
 * looking at the guest, which is as it was before.
 */
export async function takeResetFailure(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { readonly guestId: string },
): Promise<DomainError | undefined> {
  const reset = await ports.store.operations.latest({ kind: 'guest', id: input.guestId });
  if (reset?.kind !== 'reset-system' || reset.actorId !== ctx.actor.userId) return undefined;
  if (reset.state !== 'failed' || wasTold(reset.result)) return undefined;
  await ports.store.operations.setState(reset.id, reset.state, { result: { told: true } });
  return operationFailure(reset);
}

function wasTold(result: unknown): boolean {
  return typeof result === 'object' && result !== null && 'told' in result;
}
