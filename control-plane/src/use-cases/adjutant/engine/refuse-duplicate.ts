import { DomainError } from '../../../../../proto/src/errors.ts';
import type { Context } from '../../context.ts';
import type { Store, TaskType } from '../../ports/index.ts';
import { save, withNote } from './save.ts';

/**
 * Ends what asks for the same already, or refuses.
 * @param self the task that changes; null: a new one.
 * @throws DomainError `already_exists`.
 */
export async function refuseDuplicate(
  tx: Store,
  ctx: Context,
  type: TaskType,
  duplicateKey: string,
  self: string | null,
): Promise<void> {
  const others = (await tx.adjutant.duplicatesOf(duplicateKey)).filter(({ id }) => id !== self);
  if (others.length > 0 && type.duplicates === 'block')
    throw new DomainError('already_exists', 'This Task already exists.', { reason: 'task_exists' });
  for (const other of others) {
    const noted = withNote(other, 'Task cancelled because it was an old duplicate.', ctx.nowMs);
    await save(tx, { ...noted, cancelled: true });
    await tx.adjutant.removeTokensOf(other.id);
  }
}
