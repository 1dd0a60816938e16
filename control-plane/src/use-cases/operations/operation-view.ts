import type { Operation } from '../../domain/operation.ts';

/** What people may see of an operation: never its input, nor what its steps noted. */
export type OperationView = Omit<Operation, 'input' | 'steps'> & {
  readonly steps: readonly Pick<Operation['steps'][number], 'name' | 'state' | 'attempts' | 'finishedAtMs'>[];
};

export function viewOperation({ input: _, steps, ...operation }: Operation): OperationView {
  return {
    ...operation,
    steps: steps.map(({ name, state, attempts, finishedAtMs }) => ({ name, state, attempts, finishedAtMs })),
  };
}
