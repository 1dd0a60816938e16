/** What the person at the terminal sees of each step. */
import { performance } from 'node:perf_hooks';

export interface StepTime {
  readonly name: string;
  readonly ms: number;
}

export class Progress {
  readonly times: StepTime[];

  /** @param earlier steps of the shell script, as `name=milliseconds`. */
  constructor(earlier: readonly string[]) {
    this.times = earlier.map((text) => {
      const at = text.lastIndexOf('=');
      return { name: text.slice(0, at), ms: Number(text.slice(at + 1)) };
    });
  }

  /** Announces the step, does it and keeps how long it took. */
  async step<T>(name: string, work: () => Promise<T>): Promise<T> {
    process.stderr.write(`quickstart: ${name}\n`);
    const began = performance.now();
    const value = await work();
    this.times.push({ name, ms: performance.now() - began });
    return value;
  }

  table(): string {
    return this.times
      .map(({ name, ms }) => `  ${name.padEnd(44)} ${(ms / 1000).toFixed(1).padStart(7)} s\n`)
      .join('');
  }
}

/** Asks again and again until there is an answer. @throws Error when the time is up. */
export async function waitFor<T>(what: string, timeoutMs: number, ask: () => Promise<T | null>): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (performance.now() > deadline) throw new Error(`${what} took longer than ${timeoutMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
