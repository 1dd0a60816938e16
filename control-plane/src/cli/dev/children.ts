/** The programs that `cellar dev` runs. A dead one stays dead (as after a crash) until SIGHUP starts it again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DomainError } from '../../../../proto/src/errors.ts';

export interface Program {
  /** Name of its log file. */
  readonly name: string;
  readonly script: string;
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

const stopWithinMs = 20_000;

export class Child {
  readonly program: Program;
  readonly #logs: string;
  #process: ChildProcess | null = null;
  #stopping = false;

  constructor(program: Program, logs: string) {
    this.program = program;
    this.#logs = logs;
  }

  get pid(): number {
    return this.#process?.pid ?? 0;
  }

  get running(): boolean {
    return this.#process !== null && this.#process.exitCode === null && this.#process.signalCode === null;
  }

  start(): void {
    const log = openSync(join(this.#logs, `${this.program.name}.log`), 'a', 0o600);
    // The channel tells the child when this process is gone, however it went.
    this.#process = spawn(process.execPath, [this.program.script, ...this.program.arguments], {
      env: { ...process.env, ...this.program.environment },
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    this.#process.on('exit', (code, signal) => {
      if (!this.#stopping)
        process.stderr.write(`cellar dev: ${this.program.name} ended (${signal ?? code})\n`);
    });
  }

  /** Polls until the check answers, the child dies or the time is up. */
  async until<T>(what: string, timeoutMs: number, check: () => Promise<T | null>): Promise<T> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const value = await check();
      if (value !== null) return value;
      if (!this.running)
        throw new DomainError(
          'internal',
          `${this.program.name} ended before ${what}: see ${this.#logs}/${this.program.name}.log`,
        );
      if (performance.now() > deadline)
        throw new DomainError(
          'timeout',
          `${this.program.name}: ${what} took longer than ${timeoutMs / 1000} s`,
        );
      await delay(40);
    }
  }

  async stop(): Promise<void> {
    const child = this.#process;
    if (!child || !this.running) return;
    this.#stopping = true;
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
    await exited;
    clearTimeout(timer);
  }
}
