import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { operationFailure } from './guest-operation.ts';

/**
 * Looking at the guest tells how an accepted reset of its system goes on; afterwards the guest is as it was before.
 * @throws DomainError what the last reset failed with: once, for who asked for it.
 */
export async function tellFailedReset(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { readonly guestId: string },
): Promise<void> {
  const reset = await ports.store.operations.latest({ kind: 'guest', id: input.guestId });
  if (reset?.kind !== 'reset-system' || reset.actorId !== ctx.actor.userId) return;
  if (reset.state !== 'failed' || wasTold(reset.result)) return;
  await ports.store.operations.setState(reset.id, reset.state, { result: { told: true } });
  throw operationFailure(reset);
}

function wasTold(result: unknown): boolean {
  return typeof result === 'object' && result !== null && 'told' in result;
}
