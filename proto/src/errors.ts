/**
 * The one error of Cellar, shared by both programs and their domains. It imports nothing.
 *
 * The code list is closed: each public dialect maps every code to its own form in a table typed
 * `Record<ErrorCode, …>`, so that a new code fails to compile until each dialect knows it.
 */
export const errorCodes = [
  'not_found',
  'already_exists',
  'invalid',
  'unauthenticated',
  'forbidden',
  'conflict',
  'quota_exceeded',
  'no_capacity',
  'cell_unreachable',
  'timeout',
  'cancelled',
  'unsupported',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

export function isErrorCode(text: string): text is ErrorCode {
  return errorCodes.some((code) => code === text);
}

/** What an error or an operation is about, e.g. `{ kind: 'guest', id: '…' }`. */
export interface Subject {
  readonly kind: string;
  readonly id: string;
}

export interface ErrorContext {
  /** Stable snake_case refinement of the code, e.g. `guest_running`. Scripts may rely on it. */
  readonly reason?: string | undefined;
  readonly subject?: Subject | undefined;
  /** Plain data for the caller: the offending field, what is allowed, what is missing. Never secrets. */
  readonly details?: Readonly<Record<string, unknown>> | undefined;
  readonly cause?: unknown;
}

/** An expected failure. Anything else that is thrown is a bug and crosses the wire as `internal`. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: ErrorCode;
  readonly reason: string | undefined;
  readonly subject: Subject | undefined;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  /** @param message one sentence for a human, complete without the cause's text. */
  constructor(code: ErrorCode, message: string, context: ErrorContext = {}) {
    super(message, context.cause === undefined ? undefined : { cause: context.cause });
    this.code = code;
    this.reason = context.reason;
    this.subject = context.subject;
    this.details = context.details;
  }
}

/** True for the failures that may pass by themselves, so that a step may be tried again. */
export function isTransient(error: unknown): boolean {
  return error instanceof DomainError && (error.code === 'cell_unreachable' || error.code === 'timeout');
}

/** Returns the error itself if it is a DomainError, else an `internal` one that has it as its cause. */
export function toDomainError(error: unknown): DomainError {
  return error instanceof DomainError
    ? error
    : new DomainError('internal', 'internal error', { cause: error });
}
