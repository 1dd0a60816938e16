import type { RsTask } from '../../../use-cases/rs-tasks/rs-task.ts';

/** What is null is left out. */
export function taskToWire({ status, name, traceback, result }: RsTask) {
  return {
    status,
    name,
    ...(traceback !== null && { traceback }),
    ...(result !== null && result !== undefined && { result }),
  };
}
