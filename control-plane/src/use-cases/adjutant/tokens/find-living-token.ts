import type { Task } from '../../../domain/adjutant.ts';
import type { Ports } from '../../ports/index.ts';
import { hashSecret } from '../../secret-hash.ts';
import { noSuchToken } from '../errors.ts';

/** The task that a token is of. An expired one is removed by whoever asks for it. @throws DomainError `not_found`. */
export async function findLivingToken(
  ports: Pick<Ports, 'store'>,
  nowMs: number,
  secret: string,
): Promise<Task> {
  const { adjutant } = ports.store;
  const token = await adjutant.findToken(hashSecret(secret));
  if (!token) throw noSuchToken();
  if (token.expiresAtMs <= nowMs) {
    await adjutant.removeTokensOf(token.taskId);
    throw noSuchToken();
  }
  const task = await adjutant.getTask(token.taskId);
  if (!task) throw noSuchToken();
  return task;
}
