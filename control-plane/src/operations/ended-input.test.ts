import { expect, it } from 'vitest';
import { engineBench, sampleStep } from '../../../test/support/engine-bench.ts';
import { openTemporaryStore } from '../../../test/support/temporary-store.ts';
import type { OperationDefinition } from './step.ts';

interface Input {
  readonly user: string;
  readonly password: string;
}

function definition(kind: string, seen: string[], fails: boolean): OperationDefinition<Input> {
  const step = sampleStep({
    name: 'only',
    do: async ({ input }) => {
      seen.push((input as Input).password);
      if (fails) throw new Error('broken');
    },
  });
  return { kind, cancellable: false, steps: [step as never], endedInput: ({ user }) => ({ user }) };
}

it.each([false, true])(
  'a secret input is forgotten at the end, whether the operation fails: %s',
  async (fails) => {
    await using temporary = await openTemporaryStore();
    const { store } = temporary;
    const seen: string[] = [];
    const { engine, submit } = engineBench(store, [definition('verb', seen, fails)]);
    const { id } = await submit('verb', 'subject-1', { user: 'anna', password: 'hidden' });
    expect(await store.operations.get(id)).toMatchObject({ input: { password: 'hidden' } });
    engine.start(id);
    const ended = await engine.finished(id, { timeoutMs: 20_000 });
    expect(seen).toEqual(['hidden']);
    expect(ended).toMatchObject({ state: fails ? 'failed' : 'done', input: { user: 'anna' } });
    expect(JSON.stringify(ended)).not.toContain('hidden');
  },
);
