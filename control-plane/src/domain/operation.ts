/**
 * A durable change that takes a cell: ordered steps, each with `do` and perhaps `undo`.
 *
 *   pending ──▶ running ──▶ done
 *                  │
 *                  └──▶ undoing ──▶ failed | cancelled
 *
 * After a crash each unfinished operation goes on from the first step that is not recorded as done.
 */
import type { ErrorCode, Subject } from '../../../proto/src/errors.ts';

export type OperationState = 'pending' | 'running' | 'undoing' | 'done' | 'failed' | 'cancelled';

export interface OperationError {
  readonly code: ErrorCode;
  readonly reason: string | null;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>> | null;
}

export interface Operation {
  readonly id: string;
  /** The verb, e.g. `create-guest`. */
  readonly kind: string;
  readonly subject: Subject;
  readonly actorId: string;
  readonly actorName: string;
  readonly via: string;
  readonly requestId: string;
  readonly state: OperationState;
  /** 0 to 100. */
  readonly progress: number;
  readonly error: OperationError | null;
  /** What the definition needs to run; plain data. May hold secrets: never shown. */
  readonly input: unknown;
  /** The outcome that a view may show; plain data. */
  readonly result: unknown;
  readonly cancellable: boolean;
  readonly cancelRequested: boolean;
  readonly steps: readonly OperationStep[];
  readonly createdAtMs: number;
  readonly startedAtMs: number | null;
  readonly finishedAtMs: number | null;
}

export type StepState = 'waiting' | 'done' | 'undone';

export interface OperationStep {
  readonly name: string;
  readonly state: StepState;
  readonly attempts: number;
  /** What `do` returned; later steps and `undo` may read it. */
  readonly result: unknown;
  readonly finishedAtMs: number | null;
}

export function isFinished(operation: { readonly state: OperationState }): boolean {
  return operation.state === 'done' || operation.state === 'failed' || operation.state === 'cancelled';
}
