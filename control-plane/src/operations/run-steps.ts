import { type DomainError, isTransient } from '../../../proto/src/errors.ts';
import type { Operation } from '../domain/operation.ts';
import { attempt } from './attempt.ts';
import type { RunControl } from './control.ts';
import { type Environment, pause } from './environment.ts';
import type { Progress } from './progress.ts';
import type { OperationDefinition, Step, StepRun } from './step.ts';
import { backoffMs } from './timing.ts';

/** Definitions of any input; each is only ever given its own. */
export type AnyDefinition = OperationDefinition<never>;
type AnyStep = Step<never>;

/** One operation at work. */
export interface Run {
  readonly environment: Environment;
  readonly operation: Operation;
  readonly definition: AnyDefinition;
  readonly control: RunControl;
  readonly progress: Progress;
  /** Results of the steps that are done, by name. */
  readonly results: Record<string, unknown>;
  /** How often each step was tried, crashes included. */
  readonly attempts: number[];
}

export type StepEnd =
  | { readonly type: 'done'; readonly result: unknown; readonly attempts: number }
  | { readonly type: 'failed'; readonly error: DomainError; readonly attempts: number }
  | { readonly type: 'stopped' };

/** Does a step, again while it fails transiently and has time left. A cancel is a failure with code `cancelled`. */
export async function doStep(run: Run, index: number, step: AnyStep): Promise<StepEnd> {
  const { environment, operation, control } = run;
  const { timing, log } = environment;
  const startedAtMs = timing.nowMs();
  for (let failures = 1; ; failures += 1) {
    if (environment.stopping.aborted) return { type: 'stopped' };
    const attempts = (run.attempts[index] ?? 0) + 1;
    run.attempts[index] = attempts;
    const outcome = await attempt(
      timing,
      { timeoutMs: step.timeoutMs, interrupt: control.interrupt },
      async (signal) => plain(await step.do(stepRun(run, index, step, signal))),
    );
    if (outcome.type === 'done') return { type: 'done', result: outcome.value, attempts };
    if (outcome.type === 'interrupted') return interrupted(control, attempts);
    const { error } = outcome;
    const delayMs = backoffMs(timing, failures);
    log.warn(
      { error, operation: operation.id, kind: operation.kind, step: step.name, attempts },
      'a step failed',
    );
    if (!isTransient(error) || timing.nowMs() - startedAtMs + delayMs > step.retryForMs) {
      if (step.failedResult === undefined) return { type: 'failed', error, attempts };
      return { type: 'done', result: plain(step.failedResult(error)), attempts };
    }
    if (!(await pause(environment, delayMs, control.interrupt))) return { type: 'stopped' };
    if (control.interrupt.aborted) return interrupted(control, attempts);
  }
}

/** Undoes a step, again until it succeeds. False if the engine stops before. */
export async function undoStep(run: Run, index: number, step: AnyStep): Promise<boolean> {
  const { undo } = step;
  if (undo === undefined) return true;
  const { environment, operation, control } = run;
  const { timing, log } = environment;
  for (let failures = 1; !environment.stopping.aborted; failures += 1) {
    const outcome = await attempt(
      timing,
      { timeoutMs: step.timeoutMs, interrupt: control.interrupt },
      (signal) => undo(stepRun(run, index, step, signal)),
    );
    if (outcome.type === 'done') return true;
    if (outcome.type === 'interrupted') return false;
    const { error } = outcome;
    if (control.givenUp && isTransient(error)) return true;
    log.warn({ error, operation: operation.id, step: step.name, failures }, 'a step can not be undone yet');
    if (!(await pause(environment, backoffMs(timing, failures), control.interrupt))) return false;
  }
  return false;
}

export function stepRun(run: Run, index: number, step: AnyStep, signal: AbortSignal): StepRun<never> {
  const { environment, operation, control, results, progress } = run;
  return {
    ports: environment.ports,
    operationId: operation.id,
    requestId: operation.requestId,
    input: operation.input as never,
    results,
    signal,
    timeoutMs: step.timeoutMs,
    isGivenUp: () => control.givenUp,
    onProgress: (percent) => progress.report(index, percent),
  };
}

function interrupted(control: RunControl, attempts: number): StepEnd {
  const error = control.failure;
  return error === null ? { type: 'stopped' } : { type: 'failed', error, attempts };
}

/** The value as it will be read from the store, so that a recovered operation sees the same. */
export function plain(value: unknown): unknown {
  return value === undefined ? null : JSON.parse(JSON.stringify(value));
}
