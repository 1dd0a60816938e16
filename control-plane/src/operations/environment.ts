import type { Operation } from '../domain/operation.ts';
import type { StepPorts, Store } from '../use-cases/ports/index.ts';
import type { Slots } from './slots.ts';
import { backoffMs, sleep, type Timing } from './timing.ts';

/** Where the engine tells what happens; pino's form. */
export interface EngineLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What all runs of one engine share. */
export interface Environment {
  readonly ports: StepPorts;
  readonly timing: Timing;
  readonly log: EngineLog;
  readonly slots: Slots;
  /** Called with each new state once it is recorded; it must not throw. */
  readonly onState: (operation: Operation, state: Operation['state']) => void;
  /** Aborted when the engine takes no new attempts. */
  readonly stopping: AbortSignal;
  /** Aborted when the engine is over: nothing is recorded after that. */
  readonly closed: AbortSignal;
}

/** Writes in one transaction, again and again until the store takes it. False if the engine ended before. */
export async function record(
  environment: Environment,
  operationId: string,
  work: (tx: Store) => Promise<void>,
): Promise<boolean> {
  const { ports, timing, log, closed } = environment;
  for (let failures = 1; !closed.aborted; failures += 1) {
    try {
      await ports.store.transaction(work);
      return true;
    } catch (error) {
      log.error(
        { error, operation: operationId },
        'the store takes no record of an operation; it is tried again',
      );
      await sleep(timing, backoffMs(timing, failures), closed);
    }
  }
  return false;
}

/** Waits without taking up room among the working operations. False if the engine stops meanwhile. */
export async function pause(
  environment: Environment,
  delayMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  environment.slots.leave();
  await sleep(environment.timing, delayMs, AbortSignal.any([signal, environment.stopping]));
  return environment.slots.enter();
}
