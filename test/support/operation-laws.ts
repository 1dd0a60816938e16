/**
 * Laws that every operation obeys, run as tests against a world of its own: each step may be done and undone twice,
 * a failure anywhere leads back to the start, a crash anywhere leads to the same end.
 */
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../control-plane/src/domain/operation.ts';
import { createEngine } from '../../control-plane/src/operations/engine.ts';
import type { AnyDefinition } from '../../control-plane/src/operations/run-steps.ts';
import type { OperationDefinition, Step } from '../../control-plane/src/operations/step.ts';
import { systemTiming, type Timing } from '../../control-plane/src/operations/timing.ts';
import type { Ports, Store } from '../../control-plane/src/use-cases/ports/index.ts';
import { DomainError } from '../../proto/src/errors.ts';
import { sampleContext } from './domain-samples.ts';

export interface OperationWorld<Input> extends AsyncDisposable {
  readonly ports: Omit<Ports, 'operations'>;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly input: Input;
  /** What the verb writes in the transaction that submits; a failure of the operation takes it back, too. */
  readonly reserve?: (tx: Store) => Promise<void>;
  /** Operations that this one may submit. */
  readonly alsoKnown?: readonly AnyDefinition[];
  /** What a crash ends, made anew over what is kept; `ports` are other ones then. */
  restart?(): Promise<void>;
  /** Everything that the operation may change, as plain data; without operations and audit. */
  state(): Promise<unknown>;
}

export interface OperationLawOptions {
  /** The step whose `do` can not be taken back, and after which nothing fails for good; none if absent. */
  readonly pointOfNoReturn?: string;
}

type Phase = 'before do' | 'after do' | 'before undo' | 'after undo';
type Hook = (phase: Phase, index: number) => Promise<void>;

/** @param makeWorld makes equal worlds: the same ids, the same state. */
export function describeOperationLaws<Input>(
  definition: OperationDefinition<Input>,
  makeWorld: () => Promise<OperationWorld<Input>>,
  options: OperationLawOptions = {},
): void {
  const steps = definition.steps.map((step, index) => ({ name: step.name, index }));
  const noReturn = definition.steps.findIndex((step) => step.name === options.pointOfNoReturn);
  const lastUndone = noReturn < 0 ? steps.length : noReturn;
  const canDoWithout = (index: number) => definition.steps[index]?.failedResult !== undefined;
  const failures = steps.flatMap(({ name, index }) =>
    (['before do', 'after do'] as const)
      .filter(() => !canDoWithout(index))
      .filter((phase) => index < lastUndone || (index === lastUndone && phase === 'before do'))
      .map((phase) => ({ name, index, phase })),
  );
  let end: Promise<unknown> | undefined;
  /** Of an operation that nothing happened to; worlds are equal, so once is enough. */
  const doEnd = () => {
    end ??= (async () => {
      await using world = await makeWorld();
      expect(await run(world, definition)).toMatchObject({ state: 'done', progress: 100, error: null });
      return await world.state();
    })();
    return end;
  };

  describe(`the laws of ${definition.kind}`, () => {
    it('comes to an end that differs from the start', async () => {
      await using world = await makeWorld();
      expect(await doEnd()).not.toEqual(await world.state());
    });

    it('does each step twice with the same end', async () => {
      await using world = await makeWorld();
      const operation = await run(world, repeated(definition));
      expect(operation).toMatchObject({ state: 'done' });
      expect(await world.state()).toEqual(await doEnd());
    });

    it.each(failures)('is back at the start after a failure $phase of $name', async ({ index, phase }) => {
      await using world = await makeWorld();
      const before = await world.state();
      const operation = await run(world, repeated(hooked(definition, failAt(phase, index))));
      expect(operation).toMatchObject({ state: 'failed', error: { reason: 'injected' } });
      expect(await world.state()).toEqual(before);
    });

    const tolerated = steps.filter(({ index }) => canDoWithout(index));
    if (tolerated.length > 0)
      it.each(tolerated)('is done all the same after a failure of $name', async ({ index }) => {
        await using world = await makeWorld();
        const operation = await run(world, hooked(definition, failAt('before do', index)));
        expect(operation).toMatchObject({ state: 'done', error: null });
      });

    it.each(
      steps.flatMap((step) => (['before do', 'after do'] as const).map((phase) => ({ ...step, phase }))),
    )('comes to the same end after a crash $phase of $name', async ({ index, phase }) => {
      await using world = await makeWorld();
      const operation = await crash(world, definition, (hook) => hooked(definition, hook), phase, index);
      expect(await recover(world, definition, operation)).toMatchObject({ state: 'done' });
      expect(await world.state()).toEqual(await doEnd());
    });

    const undoing = failures.flatMap((failure) =>
      steps
        .slice(0, failure.index + 1)
        .filter(({ index }) => definition.steps[index]?.undo !== undefined)
        .flatMap((step) =>
          (['before undo', 'after undo'] as const).map((crashPhase) => ({ failure, crashPhase, ...step })),
        ),
    );
    it.each(undoing.map((one) => ({ ...one, failed: `${one.failure.phase} of ${one.failure.name}` })))(
      'is back at the start after a failure $failed and a crash $crashPhase of $name',
      async ({ failure, crashPhase, index }) => {
        await using world = await makeWorld();
        const before = await world.state();
        const failing = failAt(failure.phase, failure.index);
        const wrap = (hook: Hook) => hooked(hooked(definition, failing), hook);
        const operation = await crash(world, definition, wrap, crashPhase, index);
        expect(await recover(world, definition, operation)).toMatchObject({ state: 'failed' });
        expect(await world.state()).toEqual(before);
      },
    );
  });
}

async function run<Input>(
  world: OperationWorld<Input>,
  definition: OperationDefinition<Input>,
  timing: Timing = systemTiming,
): Promise<Operation> {
  const engine = createEngine({
    ports: world.ports,
    definitions: [definition, ...(world.alsoKnown ?? [])],
    log: silent,
    maxParallel: 4,
    timing,
  });
  const operation = await submit(world, engine, definition.kind);
  engine.start(operation.id);
  const end = await engine.finished(operation.id, { timeoutMs: 20_000 });
  await engine.drain();
  return end;
}

/** Brings the operation to the given point and forgets the engine there, as a `kill -9` would. */
async function crash<Input>(
  world: OperationWorld<Input>,
  definition: OperationDefinition<Input>,
  wrap: (hook: Hook) => OperationDefinition<Input>,
  phase: Phase,
  index: number,
): Promise<Operation> {
  const reached = Promise.withResolvers<void>();
  const hook: Hook = async (at, step) => {
    if (at !== phase || step !== index) return;
    reached.resolve();
    await new Promise(() => {});
  };
  // Without timers the forgotten engine does nothing any more.
  const timing: Timing = { ...systemTiming, after: () => () => {} };
  const engine = createEngine({
    ports: world.ports,
    definitions: [wrap(hook)],
    log: silent,
    maxParallel: 4,
    timing,
  });
  const operation = await submit(world, engine, definition.kind);
  engine.start(operation.id);
  await reached.promise;
  return operation;
}

async function recover<Input>(
  world: OperationWorld<Input>,
  definition: OperationDefinition<Input>,
  operation: Operation,
): Promise<Operation> {
  await world.restart?.();
  const engine = createEngine({ ports: world.ports, definitions: [definition], log: silent, maxParallel: 4 });
  await engine.recover();
  const end = await engine.finished(operation.id, { timeoutMs: 20_000 });
  await engine.drain();
  return end;
}

function submit<Input>(
  { ports, subject, input, reserve }: OperationWorld<Input>,
  engine: Ports['operations'],
  kind: string,
): Promise<Operation> {
  return ports.store.transaction(async (tx) => {
    const operation = await engine.submit(tx, sampleContext(), { kind, subject, input });
    await reserve?.(tx);
    return operation;
  });
}

const silent = { info() {}, warn() {}, error() {} };

function failAt(phase: Phase, index: number): Hook {
  return async (at, step) => {
    if (at === phase && step === index) throw new DomainError('invalid', 'injected', { reason: 'injected' });
  };
}

function mapSteps<Input>(
  definition: OperationDefinition<Input>,
  change: (step: Step<Input>, index: number) => Step<Input>,
): OperationDefinition<Input> {
  return { ...definition, steps: definition.steps.map(change) };
}

function hooked<Input>(definition: OperationDefinition<Input>, hook: Hook): OperationDefinition<Input> {
  return mapSteps(definition, (step, index) => {
    const { undo } = step;
    const around = {
      ...step,
      do: async (one: Parameters<typeof step.do>[0]) => {
        await hook('before do', index);
        const result = await step.do(one);
        await hook('after do', index);
        return result;
      },
    };
    if (undo === undefined) return around;
    return {
      ...around,
      undo: async (one) => {
        await hook('before undo', index);
        await undo(one);
        await hook('after undo', index);
      },
    };
  });
}

function repeated<Input>(definition: OperationDefinition<Input>): OperationDefinition<Input> {
  return mapSteps(definition, (step) => {
    const { undo } = step;
    const twice = {
      ...step,
      do: async (one: Parameters<typeof step.do>[0]) => {
        await step.do(one);
        return step.do(one);
      },
    };
    if (undo === undefined) return twice;
    return {
      ...twice,
      undo: async (one) => {
        await undo(one);
        await undo(one);
      },
    };
  });
}
