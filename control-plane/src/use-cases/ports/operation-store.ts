import type { Operation, OperationError, OperationState, StepState } from '../../domain/operation.ts';
import type { Page } from './store.ts';

export interface OperationFilter {
  readonly state?: 'unfinished' | OperationState;
  readonly kind?: string;
  readonly subject?: { readonly kind: string; readonly id: string };
  readonly actorId?: string;
}

export interface OperationStore {
  /** @throws DomainError `conflict` with reason `operation_running` and details `{operation, kind}` naming the unfinished operation of the same subject. */
  insert(operation: Operation): Promise<void>;
  get(id: string): Promise<Operation | undefined>;
  /** Newest first. */
  list(filter: OperationFilter, page: Page): Promise<Operation[]>;
  count(filter: OperationFilter): Promise<number>;
  /** Oldest first, without a limit: for recovery. */
  unfinished(): Promise<Operation[]>;
  /** The newest one about the subject. */
  latest(subject: { kind: string; id: string }, kind?: string): Promise<Operation | undefined>;
  setState(
    id: string,
    state: OperationState,
    change: {
      error?: OperationError;
      result?: unknown;
      /** Replaces what it held until then. */
      input?: unknown;
      startedAtMs?: number;
      finishedAtMs?: number;
    },
  ): Promise<void>;
  setProgress(id: string, progress: number): Promise<void>;
  setStep(
    id: string,
    index: number,
    change: { state: StepState; attempts: number; result?: unknown; finishedAtMs: number | null },
  ): Promise<void>;
  /** True if it was unfinished and cancellable. */
  requestCancel(id: string): Promise<boolean>;
}
