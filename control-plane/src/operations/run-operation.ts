import { DomainError } from '../../../proto/src/errors.ts';
import type { Operation, OperationError } from '../domain/operation.ts';
import type { Store } from '../use-cases/ports/index.ts';
import type { RunControl } from './control.ts';
import { endOperation, toOperationError } from './end-operation.ts';
import { type Environment, record } from './environment.ts';
import { Progress } from './progress.ts';
import { type AnyDefinition, doStep, plain, type Run, stepRun, undoStep } from './run-steps.ts';

/**
 * Brings an unfinished operation to its end from wherever it stands. False if the engine stopped before; then its rows
 * say where to go on.
 */
export async function runOperation(
  environment: Environment,
  operation: Operation,
  definition: AnyDefinition,
  control: RunControl,
): Promise<boolean> {
  const { ports, timing, log } = environment;
  const writeProgress = (percent: number) => {
    ports.store.operations.setProgress(operation.id, percent).catch((error) => {
      log.warn({ error, operation: operation.id }, 'the progress of an operation was not written');
    });
  };
  const weights = definition.steps.map((step) => step.weight);
  const done = operation.steps.filter((step) => step.state !== 'waiting');
  const run: Run = {
    environment,
    operation,
    definition,
    control,
    progress: new Progress(timing, weights, operation.progress, writeProgress),
    attempts: operation.steps.map((step) => step.attempts),
    results: Object.fromEntries(done.map((step) => [step.name, step.result])),
  };
  try {
    if (operation.state === 'undoing') return await goOnUndoing(run);
    return await goForward(run);
  } finally {
    run.progress.close();
  }
}

async function goForward(run: Run): Promise<boolean> {
  const { environment, operation, definition, control } = run;
  const clock = environment.ports.clock;
  if (operation.cancelRequested && !mayBeDecided(run)) control.cancel();
  if (operation.state === 'pending') {
    const started = await record(environment, operation.id, (tx) =>
      tx.operations.setState(operation.id, 'running', { startedAtMs: clock.nowMs() }),
    );
    if (!started) return false;
    environment.onState(operation, 'running');
  }
  const last = definition.steps.length - 1;
  for (const [index, step] of definition.steps.entries()) {
    if (operation.steps[index]?.state === 'done') continue;
    if (control.failure !== null && (control.cancelled || !mayBeDecided(run)))
      return undoFrom(run, index, control.failure, null);
    if (step.decides) control.decide();
    const end = await doStep(run, index, step);
    if (end.type === 'stopped') return false;
    const { attempts } = end;
    if (end.type === 'failed') {
      return undoFrom(run, index, end.error, { state: 'waiting', attempts, finishedAtMs: null });
    }
    run.results[step.name] = end.result;
    run.progress.report(index, 100);
    const change = { state: 'done' as const, attempts, result: end.result, finishedAtMs: clock.nowMs() };
    if (control.cancelled && control.failure) return undoFrom(run, index, control.failure, change);
    if (index === last) return succeed(run, { index, change });
    if (
      !(await record(environment, operation.id, (tx) => tx.operations.setStep(operation.id, index, change)))
    )
      return false;
  }
  if (control.cancelled && control.failure) return undoFrom(run, last, control.failure, null);
  return succeed(run, null);
}

/** The step that decides may have begun before the engine stopped. */
function mayBeDecided({ operation, definition }: Run): boolean {
  const decider = definition.steps.findIndex((step) => step.decides);
  const current = operation.steps.findIndex((step) => step.state !== 'done');
  return decider >= 0 && (current < 0 || current >= decider);
}

type StepChange = {
  state: 'done' | 'waiting';
  attempts: number;
  result?: unknown;
  finishedAtMs: number | null;
};

async function succeed(run: Run, lastStep: { index: number; change: StepChange } | null): Promise<boolean> {
  const { environment, operation, control, progress } = run;
  control.decide();
  progress.close();
  const result = resultOf(run);
  return end(run, 'done', async (tx) => {
    if (lastStep !== null) await tx.operations.setStep(operation.id, lastStep.index, lastStep.change);
    await endOperation(tx, operation, {
      state: 'done',
      error: null,
      result,
      input: endedInput(run),
      nowMs: environment.ports.clock.nowMs(),
    });
  });
}

async function end(
  { environment, operation }: Run,
  state: 'done' | 'failed' | 'cancelled',
  work: (tx: Store) => Promise<void>,
): Promise<boolean> {
  const recorded = await record(environment, operation.id, work);
  if (recorded) environment.onState(operation, state);
  return recorded;
}

function endedInput({ definition, operation }: Run): unknown {
  return definition.endedInput?.(operation.input as never);
}

/** The steps are all done: a result that can not be told is no reason to undo them. */
function resultOf(run: Run): unknown {
  const { definition, environment, operation } = run;
  const step = definition.steps.at(-1);
  if (definition.result === undefined || step === undefined) return null;
  try {
    return plain(definition.result(stepRun(run, definition.steps.length - 1, step, environment.closed)));
  } catch (error) {
    environment.log.error({ error, operation: operation.id }, 'the result of an operation can not be told');
    return null;
  }
}

/** Records why, then undoes the steps down from the one at `index`, which may be halfway. */
async function undoFrom(
  run: Run,
  index: number,
  error: DomainError,
  change: StepChange | null,
): Promise<boolean> {
  const { environment, operation, control, progress } = run;
  control.decide();
  progress.close();
  const cancelled = control.cancelled && error.code === 'cancelled';
  const reason = toOperationError(error);
  const recorded = await record(environment, operation.id, async (tx) => {
    if (change !== null) await tx.operations.setStep(operation.id, index, change);
    if (cancelled) await tx.operations.requestCancel(operation.id);
    await tx.operations.setState(operation.id, 'undoing', { error: reason });
  });
  if (!recorded) return false;
  environment.onState(operation, 'undoing');
  return undoSteps(run, index, reason, cancelled);
}

async function goOnUndoing(run: Run): Promise<boolean> {
  const { operation, control } = run;
  control.decide();
  const error =
    operation.error ?? toOperationError(new DomainError('internal', 'the reason was not recorded'));
  const firstNotDone = operation.steps.findIndex((step) => step.state !== 'done');
  const from = firstNotDone < 0 ? operation.steps.length - 1 : firstNotDone;
  return undoSteps(run, from, error, error.code === 'cancelled' && operation.cancelRequested);
}

async function undoSteps(
  run: Run,
  from: number,
  error: OperationError,
  cancelled: boolean,
): Promise<boolean> {
  const { environment, operation, definition } = run;
  const clock = environment.ports.clock;
  for (let index = from; index >= 0; index -= 1) {
    const step = definition.steps[index];
    const row = operation.steps[index];
    if (step === undefined || row === undefined || row.state === 'undone') continue;
    if (!(await undoStep(run, index, step))) return false;
    const change = {
      state: 'undone' as const,
      attempts: run.attempts[index] ?? 0,
      finishedAtMs: clock.nowMs(),
    };
    if (
      !(await record(environment, operation.id, (tx) => tx.operations.setStep(operation.id, index, change)))
    )
      return false;
  }
  const state = cancelled ? 'cancelled' : 'failed';
  return end(run, state, (tx) =>
    endOperation(tx, operation, {
      state,
      error,
      result: null,
      input: endedInput(run),
      nowMs: clock.nowMs(),
    }),
  );
}
