/** An engine over a real store for the tests of the engine itself. */

import type { Operation } from '../../control-plane/src/domain/operation.ts';
import { createEngine, type Engine } from '../../control-plane/src/operations/engine.ts';
import type { AnyDefinition } from '../../control-plane/src/operations/run-steps.ts';
import type { Step } from '../../control-plane/src/operations/step.ts';
import type { Timing } from '../../control-plane/src/operations/timing.ts';
import { systemIds } from '../../control-plane/src/system/ids.ts';
import type { Ports, Store } from '../../control-plane/src/use-cases/ports/index.ts';
import { sampleContext, startMs } from './domain-samples.ts';

/** Only what the engine itself uses; the steps of these tests reach nothing else. */
export function enginePorts(store: Store): Omit<Ports, 'operations'> {
  const reserves = { wake: () => undefined };
  const ports = { store, ids: systemIds, clock: { nowMs: () => startMs }, reserves };
  return ports as Partial<Ports> as Omit<Ports, 'operations'>;
}

export interface EngineBench {
  readonly engine: Engine;
  /** What the engine logged. */
  readonly logged: string[];
  submit(kind: string, subjectId?: string, input?: unknown): Promise<Operation>;
  /** Submits, starts and returns the finished operation. */
  run(kind: string, subjectId?: string): Promise<Operation>;
}

export function engineBench(
  store: Store,
  definitions: readonly AnyDefinition[],
  options: { timing?: Timing; maxParallel?: number } = {},
): EngineBench {
  const logged: string[] = [];
  const note = (_: object, message: string) => void logged.push(message);
  const log = { info: note, warn: note, error: note };
  const engine = createEngine({ ports: enginePorts(store), definitions, log, maxParallel: 8, ...options });
  const submit = (kind: string, id = 'subject-1', input: unknown = {}) =>
    store.transaction((tx) =>
      engine.submit(tx, sampleContext(), { kind, subject: { kind: 'guest', id }, input }),
    );
  return {
    engine,
    logged,
    submit,
    async run(kind, subjectId) {
      const operation = await submit(kind, subjectId);
      engine.start(operation.id);
      return engine.finished(operation.id, { timeoutMs: 20_000 });
    },
  };
}

export function sampleStep(change: Partial<Step<unknown>> & Pick<Step<unknown>, 'name'>): Step<unknown> {
  return { timeoutMs: 10_000, retryForMs: 0, weight: 1, do: async () => null, ...change };
}
