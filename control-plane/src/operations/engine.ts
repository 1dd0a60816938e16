/** Runs durable operations; `domain/operation.ts` has their states, `step.ts` what each step promises. */
import { DomainError } from '../../../proto/src/errors.ts';
import { isFinished, type Operation } from '../domain/operation.ts';
import type { Operations, StepPorts } from '../use-cases/ports/index.ts';
import { RunControl } from './control.ts';
import { fits, indexDefinitions } from './definitions.ts';
import type { EngineLog, Environment } from './environment.ts';
import { newOperation } from './new-operation.ts';
import { runOperation } from './run-operation.ts';
import type { AnyDefinition } from './run-steps.ts';
import { Slots } from './slots.ts';
import { backoffMs, sleep, systemTiming, type Timing } from './timing.ts';
import { Waiters } from './waiters.ts';

export type { EngineLog } from './environment.ts';

export interface EngineOptions {
  readonly ports: Omit<StepPorts, 'operations'>;
  readonly definitions: readonly AnyDefinition[];
  readonly log: EngineLog;
  /** How many operations work at once; those that wait before another try are not counted. */
  readonly maxParallel: number;
  readonly timing?: Timing;
  /** Called with each operation that has ended; it must not throw. */
  readonly onEnded?: (operation: Operation) => void;
  /** Called with each new state of an operation once it is recorded; it must not throw. */
  readonly onState?: (operation: Operation, state: Operation['state']) => void;
}

export interface Engine extends Operations {
  /** Lets every unfinished operation of the store go on, oldest first; returns when they are in line. */
  recover(): Promise<void>;
  /**
   * Takes no new attempts and waits until the running ones have ended and are recorded; after `limitMs` they are
   * aborted. The unfinished operations go on with the next engine's `recover`.
   */
  drain(limitMs?: number): Promise<void>;
}

export function createEngine(options: EngineOptions): Engine {
  const definitions = indexDefinitions(options.definitions);
  const timing = options.timing ?? systemTiming;
  const stopping = new AbortController();
  const closed = new AbortController();
  const slots = new Slots(options.maxParallel);
  const waiters = new Waiters(timing);
  const live = new Map<string, { control: RunControl; ended: Promise<void> }>();
  const { store } = options.ports;
  const { log } = options;

  const engine: Engine = {
    async submit(tx, context, request) {
      const definition = definitions.get(request.kind);
      if (definition === undefined) throw new Error(`no operation is named ${request.kind}`);
      const operation = newOperation(options.ports.ids.uuid(), context, definition, request);
      await tx.operations.insert(operation);
      return operation;
    },

    start(operationId) {
      if (stopping.signal.aborted || live.has(operationId)) return;
      const control = new RunControl();
      live.set(operationId, { control, ended: inLine(operationId, control) });
    },

    async finished(operationId, wait) {
      // Waiting begins before the look into the store, so that no end is missed between the two.
      const end = waiters.wait(operationId, wait);
      end.catch(() => {});
      const operation = await store.operations.get(operationId);
      if (operation === undefined) throw noSuchOperation(operationId);
      if (isFinished(operation)) waiters.tell(operation);
      return end;
    },

    async cancel(operationId) {
      const operation = await store.operations.get(operationId);
      if (operation === undefined) throw noSuchOperation(operationId);
      const run = live.get(operationId);
      const wanted = operation.cancellable && (run === undefined || run.control.cancel());
      if (wanted && ((await store.operations.requestCancel(operationId)) || run !== undefined)) {
        // It may have been started since the look above.
        live.get(operationId)?.control.cancel();
        return;
      }
      throw new DomainError('conflict', `the operation ${operation.kind} can not be cancelled any more`, {
        reason: operation.cancellable ? 'operation_decided' : 'not_cancellable',
        subject: { kind: 'operation', id: operationId },
      });
    },

    giveUp(operationId, error) {
      live.get(operationId)?.control.giveUp(error);
    },

    async recover() {
      for (const operation of await store.operations.unfinished()) engine.start(operation.id);
    },

    async drain(limitMs = 10_000) {
      stopping.abort();
      slots.close();
      const ended = Promise.all([...live.values()].map((run) => run.ended));
      const limit = new AbortController();
      const interrupt = sleep(timing, limitMs, limit.signal).then(() => {
        for (const run of live.values()) run.control.stop();
      });
      await ended;
      limit.abort();
      await interrupt;
      closed.abort();
      waiters.close();
    },
  };

  const environment: Environment = {
    ports: { ...options.ports, operations: engine },
    timing,
    log,
    slots,
    onState: options.onState ?? (() => {}),
    stopping: stopping.signal,
    closed: closed.signal,
  };

  async function inLine(operationId: string, control: RunControl): Promise<void> {
    if (await slots.enter()) {
      try {
        await runStored(operationId, control);
      } catch (error) {
        log.error({ error, operation: operationId }, 'the engine failed at an operation');
      } finally {
        slots.leave();
      }
    }
    live.delete(operationId);
  }

  async function runStored(operationId: string, control: RunControl): Promise<void> {
    const operation = await read(operationId);
    if (operation === undefined) return;
    const definition = definitions.get(operation.kind);
    if (definition === undefined || !fits(operation, definition)) {
      const { id, kind } = operation;
      log.error({ operation: id, kind }, 'an operation of another version of this program is left alone');
      return;
    }
    const before = isFinished(operation);
    const ended = before || (await runOperation(environment, operation, definition, control));
    const onEnded = before ? undefined : options.onEnded;
    if (!ended || (onEnded === undefined && !waiters.has(operationId))) return;
    const finished = await read(operationId);
    if (finished === undefined) return;
    waiters.tell(finished);
    onEnded?.(finished);
  }

  async function read(operationId: string): Promise<Operation | undefined> {
    for (let failures = 1; !closed.signal.aborted; failures += 1) {
      try {
        return await store.operations.get(operationId);
      } catch (error) {
        log.error(
          { error, operation: operationId },
          'the store does not tell of an operation; it is asked again',
        );
        await sleep(timing, backoffMs(timing, failures), closed.signal);
      }
    }
    return undefined;
  }

  return engine;
}

function noSuchOperation(id: string): DomainError {
  return new DomainError('not_found', `no operation ${id}`, { subject: { kind: 'operation', id } });
}
