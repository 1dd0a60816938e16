/** What a command of several steps shows of them: on a terminal the present one moves, elsewhere each has its line. */

/** `there`: nothing was to be done. */
export type StepState = 'done' | 'there' | 'failed' | 'undone';

export interface StepRow {
  readonly step: string;
  readonly state: StepState;
  readonly detail: string;
}

const marks: Record<StepState, string> = { done: '✓', there: '·', failed: '✗', undone: '↶' };

export class StepOutput {
  /** All so far, for programs. */
  readonly rows: StepRow[] = [];
  readonly #err: NodeJS.WriteStream;
  readonly #silent: boolean;
  readonly #prefix: string;

  /** @param subject stands before each line, when there are several. */
  constructor(json: boolean, subject = '', err = process.stderr) {
    this.#silent = json;
    this.#prefix = subject === '' ? '' : `${subject}: `;
    this.#err = err;
  }

  /** For programs: how far it came, since they get no result. */
  tellFailed(): void {
    if (this.#silent) process.stdout.write(`${JSON.stringify({ steps: this.rows })}\n`);
  }

  /** What is being done; drawn over itself, and only on a terminal. @param percent of it, if that is known. */
  moves(step: string, percent?: number): void {
    if (this.#silent || !this.#err.isTTY) return;
    const far = percent === undefined ? '…' : ` ${Math.min(100, Math.max(0, Math.floor(percent)))} %`;
    this.#err.write(`\r  ${this.#prefix}${step}${far}\u001b[K`);
  }

  ends(step: string, state: StepState, detail: string): void {
    this.rows.push({ step, state, detail });
    if (this.#silent) return;
    const line = `${this.#prefix}${step}${detail === '' ? '' : `: ${plain(detail)}`}`;
    this.#err.write(this.#err.isTTY ? `\r${marks[state]} ${line}\u001b[K\n` : `${state.padEnd(6)} ${line}\n`);
  }
}

/** What a host says may hold anything. */
function plain(text: string): string {
  return text.replace(/[^\P{Cc}\n]/gu, '?').replaceAll('\n', '\n    ');
}
