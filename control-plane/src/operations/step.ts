/** How a verb's operation is declared; definitions stand beside their use-case. */
import type { DomainError } from '../../../proto/src/errors.ts';
import type { StepPorts } from '../use-cases/ports/index.ts';

export interface OperationDefinition<Input> {
  /** The verb, e.g. `create-guest`. */
  readonly kind: string;
  /** Whether people may cancel it while it runs. */
  readonly cancellable: boolean;
  readonly steps: readonly Step<Input>[];
  /** What is kept of the input when the operation has ended; for inputs with secrets. */
  readonly endedInput?: (input: Input) => unknown;
  /** What a view may show of the finished operation. */
  readonly result?: (run: StepRun<Input>) => unknown;
}

export interface Step<Input> {
  readonly name: string;
  /** Deadline of one attempt. */
  readonly timeoutMs: number;
  /** How long transient failures are tried again; 0: never. */
  readonly retryForMs: number;
  /** Share of the operation's progress, relative to the other steps. */
  readonly weight: number;
  /** From its beginning on there is no way back but its own failure: the operation is not cancelled any more. */
  readonly decides?: boolean;
  /** Safe to repeat. What it returns (plain data) is recorded. */
  readonly do: (run: StepRun<Input>) => Promise<unknown>;
  /** Safe to repeat, also when `do` never ran or ran halfway. Tried until it succeeds. */
  readonly undo?: (run: StepRun<Input>) => Promise<void>;
  /**
   * Makes the step one that the operation can do without: when it has failed for good, this becomes its result and the
   * operation goes on. A cancel is no such failure.
   */
  readonly failedResult?: (error: DomainError) => unknown;
}

export interface StepRun<Input> {
  readonly ports: StepPorts;
  readonly operationId: string;
  readonly requestId: string;
  readonly input: Input;
  /** Results of the steps that are done, by name. */
  readonly results: Readonly<Record<string, unknown>>;
  /** Aborted by the deadline, a cancel or the shutdown. */
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  /** Whether the operation's cell is lost for good, so that nothing needs to be called back there. */
  readonly isGivenUp: () => boolean;
  /** Reports 0 to 100 of this step. */
  readonly onProgress: (percent: number) => void;
}
