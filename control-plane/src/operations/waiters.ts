import { DomainError } from '../../../proto/src/errors.ts';
import type { Operation } from '../domain/operation.ts';
import type { Timing } from './timing.ts';

interface Waiter {
  readonly told: (operation: Operation) => void;
  readonly refused: (message: string) => void;
}

/** Who waits for the end of which operation. */
export class Waiters {
  readonly #timing: Timing;
  readonly #byOperation = new Map<string, Set<Waiter>>();

  constructor(timing: Timing) {
    this.#timing = timing;
  }

  has(operationId: string): boolean {
    return this.#byOperation.has(operationId);
  }

  /** Tells everybody who waits for it. */
  tell(operation: Operation): void {
    const waiters = this.#byOperation.get(operation.id);
    this.#byOperation.delete(operation.id);
    for (const waiter of waiters ?? []) waiter.told(operation);
  }

  /** Tells everybody that the end is not to be waited for: the engine stops. */
  close(): void {
    for (const waiters of [...this.#byOperation.values()]) {
      for (const waiter of waiters) waiter.refused('the operation goes on after the restart');
    }
  }

  /** @throws DomainError `timeout` with reason `operation_running`; `cancelled` if the signal is aborted first. */
  wait(id: string, options: { timeoutMs: number; signal?: AbortSignal }): Promise<Operation> {
    const { timeoutMs, signal } = options;
    const subject = { kind: 'operation', id };
    return new Promise((resolve, reject) => {
      const end = () => {
        cancelTimer();
        signal?.removeEventListener('abort', aborted);
        const waiters = this.#byOperation.get(id);
        waiters?.delete(waiter);
        if (waiters?.size === 0) this.#byOperation.delete(id);
      };
      const told = (operation: Operation) => {
        end();
        resolve(operation);
      };
      const refused = (message: string) => {
        end();
        reject(new DomainError('timeout', message, { reason: 'operation_running', subject }));
      };
      const waiter: Waiter = { told, refused };
      const aborted = () => {
        end();
        reject(new DomainError('cancelled', 'nobody waits for the operation any more', { subject }));
      };
      const cancelTimer = this.#timing.after(timeoutMs, () =>
        refused(`the operation goes on after ${timeoutMs} ms`),
      );
      const waiters = this.#byOperation.get(id) ?? new Set();
      this.#byOperation.set(id, waiters.add(waiter));
      if (signal?.aborted) aborted();
      else signal?.addEventListener('abort', aborted);
    });
  }
}
