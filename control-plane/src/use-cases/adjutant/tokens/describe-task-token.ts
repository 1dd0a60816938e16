import type { Ports } from '../../ports/index.ts';
import { fieldsOf } from '../engine/issue-token.ts';
import { taskTypeNamed } from '../engine/known.ts';
import { requireApproved } from '../engine/require-state.ts';
import { findLivingToken } from './find-living-token.ts';

export interface DescribedToken {
  readonly actions: readonly string[];
  readonly requiredFields: readonly string[];
  readonly taskType: string;
  readonly submitterLogsIn: boolean;
}

/** What a token asks for, for whoever holds it. @throws DomainError `not_found`, `invalid`. */
export async function describeTaskToken(
  ports: Pick<Ports, 'store' | 'adjutant' | 'clock'>,
  input: { secret: string },
): Promise<DescribedToken> {
  const task = await findLivingToken(ports, ports.clock.nowMs(), input.secret);
  requireApproved(task);
  return {
    actions: task.actions.map(({ name }) => name),
    requiredFields: fieldsOf(ports, task),
    taskType: task.submittedAs,
    submitterLogsIn: taskTypeNamed(ports, task.type).submitterLogsIn,
  };
}
