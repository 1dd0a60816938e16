import { DomainError, toDomainError } from '../../../proto/src/errors.ts';
import type { Timing } from './timing.ts';

export type Attempt<T> =
  | { readonly type: 'done'; readonly value: T }
  | { readonly type: 'failed'; readonly error: DomainError }
  | { readonly type: 'interrupted' };

/** How long work may take to notice that it was aborted; then it is left to itself. */
const graceMs = 1_000;

/**
 * Runs the work once, at most `timeoutMs` long. It is aborted by its deadline or by `interrupt`; what it achieves
 * all the same in the grace after that counts.
 */
export async function attempt<T>(
  timing: Timing,
  options: { readonly timeoutMs: number; readonly interrupt: AbortSignal },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<Attempt<T>> {
  const { timeoutMs, interrupt } = options;
  if (interrupt.aborted) return { type: 'interrupted' };
  const controller = new AbortController();
  let ending: Attempt<T> | undefined;
  return new Promise((resolve) => {
    let cancelTimer = () => {};
    const settle = (result: Attempt<T>) => {
      cancelTimer();
      interrupt.removeEventListener('abort', interrupted);
      resolve(result);
    };
    const abort = (result: Attempt<T>, reason: DomainError) => {
      if (ending !== undefined) return;
      ending = result;
      cancelTimer();
      cancelTimer = timing.after(graceMs, () => settle(result));
      controller.abort(reason);
    };
    const interrupted = () => abort({ type: 'interrupted' }, new DomainError('cancelled', 'interrupted'));
    cancelTimer = timing.after(timeoutMs, () => {
      const error = new DomainError('timeout', `no end within ${timeoutMs} ms`, { reason: 'step_timeout' });
      abort({ type: 'failed', error }, error);
    });
    interrupt.addEventListener('abort', interrupted);
    call(work, controller.signal).then(
      (value) => settle({ type: 'done', value }),
      (error) => settle(ending ?? { type: 'failed', error: toDomainError(error) }),
    );
  });
}

/** What the work throws at once becomes a rejection, too. */
async function call<T>(work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
  return work(signal);
}
