/** Steps on a host, of which each looks at what is there: a command that is run again goes on where it broke off. */
import { DomainError } from '../../../../proto/src/errors.ts';
import type { StepOutput } from '../output/steps.ts';

export interface Progress {
  /** @param percent of this step, 0 to 100. */
  moves(percent: number): void;
  /** Says before a change how it is taken back, should this step or a later one fail. */
  undo(title: string, run: () => Promise<unknown>): void;
}

export interface Step {
  readonly title: string;
  /** Returns what was found or done, in words. */
  run(progress: Progress): Promise<{ readonly state: 'done' | 'there'; readonly detail: string }>;
}

export const done = (detail: string) => ({ state: 'done', detail }) as const;
export const there = (detail: string) => ({ state: 'there', detail }) as const;

/**
 * Runs the steps in order. If one fails, what this run has done is undone in reverse; after a connection that broke only
 * as far as that goes without it, and running the command again goes on.
 * @param interrupted aborts the step that runs.
 */
export async function runSteps(
  steps: readonly Step[],
  out: StepOutput,
  options: { readonly undoOnFailure: boolean; readonly interrupted?: AbortSignal },
): Promise<void> {
  const undos: { title: string; run: () => Promise<unknown> }[] = [];
  for (const { title, run } of steps) {
    out.moves(title);
    const progress: Progress = {
      moves: (percent) => out.moves(title, percent),
      undo: (undoTitle, undo) => undos.push({ title: undoTitle, run: undo }),
    };
    try {
      const { state, detail } = await unlessInterrupted(run(progress), options.interrupted);
      out.ends(title, state, detail);
    } catch (error) {
      out.ends(title, 'failed', '');
      const isBroken = error instanceof DomainError && error.reason === 'ssh_lost';
      if (options.undoOnFailure && !isBroken) await undoAll(undos, out);
      throw error;
    }
  }
}

async function undoAll(
  undos: readonly { readonly title: string; run(): Promise<unknown> }[],
  out: StepOutput,
): Promise<void> {
  for (const { title, run } of undos.toReversed()) {
    out.moves(title);
    try {
      await run();
      out.ends(title, 'undone', '');
    } catch (error) {
      out.ends(title, 'failed', error instanceof Error ? error.message : String(error));
    }
  }
}

async function unlessInterrupted<T>(running: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return running;
  const interruption = new Promise<never>((_resolve, reject) => {
    const refuse = () =>
      reject(new DomainError('cancelled', 'it was interrupted', { reason: 'interrupted' }));
    if (signal.aborted) refuse();
    else signal.addEventListener('abort', refuse, { once: true });
  });
  running.catch(() => undefined);
  return await Promise.race([running, interruption]);
}
