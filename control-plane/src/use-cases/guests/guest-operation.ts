/** What the verbs on one existing guest have in common: check, submit, wait. */
import { DomainError } from '../../../../proto/src/errors.ts';
import type { Guest, GuestPhase } from '../../domain/guest.ts';
import type { Operation } from '../../domain/operation.ts';
import type { Context } from '../context.ts';
import type { Ports, Store } from '../ports/index.ts';

export type GuestOperationPorts = Pick<Ports, 'store' | 'operations' | 'live'>;

/** What a guest operation's steps are given. */
export interface GuestOperationInput {
  readonly guestId: string;
  readonly cellId: string;
}

const doings: Record<Exclude<GuestPhase, 'ready'>, string> = {
  creating: 'still being created',
  resetting: 'getting a new system',
  migrating: 'on its way to another cell',
  deleting: 'being deleted',
};

/** @throws DomainError `conflict` while it is being created, reset or deleted, `cell_unreachable` while its cell is silent. */
export async function requireReachable(ports: Pick<Ports, 'store' | 'live'>, guest: Guest): Promise<void> {
  const subject = { kind: 'guest', id: guest.id };
  if (guest.phase !== 'ready') {
    throw new DomainError('conflict', `guest '${guest.name}' is ${doings[guest.phase]}`, {
      reason: `guest_${guest.phase}`,
      subject,
    });
  }
  if (ports.live.cell(guest.cellId)?.alive) return;
  const cell = await ports.store.cells.get(guest.cellId);
  throw new DomainError(
    'cell_unreachable',
    `cell timeout: cell '${cell?.name ?? guest.cellId}' of guest '${guest.name}' is lost`,
    {
      reason: 'cell_lost',
      subject,
    },
  );
}

export interface GuestOperationRequest<Input extends GuestOperationInput> {
  readonly kind: string;
  readonly guest: Guest;
  readonly input: Input;
  /** How long the caller waits; the operation itself goes on. */
  readonly timeoutMs: number;
  /** Written in the same transaction. */
  readonly reserve?: (tx: Store, operation: Operation) => Promise<void>;
  /** More for the audit. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Submits the operation with its audit row, waits for its end and throws its error. */
export async function runGuestOperation<Input extends GuestOperationInput>(
  ports: GuestOperationPorts,
  ctx: Context,
  request: GuestOperationRequest<Input>,
): Promise<Operation> {
  const operation = await submitGuestOperation(ports, ctx, request);
  const finished = await ports.operations.finished(operation.id, { timeoutMs: request.timeoutMs });
  if (finished.state !== 'done') throw operationFailure(finished);
  return finished;
}

/** Submits the operation with its audit row and lets it run. */
export async function submitGuestOperation<Input extends GuestOperationInput>(
  ports: Pick<Ports, 'store' | 'operations'>,
  ctx: Context,
  request: Omit<GuestOperationRequest<Input>, 'timeoutMs'>,
): Promise<Operation> {
  const subject = { kind: 'guest', id: request.guest.id };
  const operation = await ports.store.transaction(async (tx) => {
    const submitted = await ports.operations.submit(tx, ctx, {
      kind: request.kind,
      subject,
      input: request.input,
    });
    await request.reserve?.(tx, submitted);
    await tx.audit.append(ctx, {
      action: request.kind,
      subject,
      outcome: 'accepted',
      details: { operation: submitted.id, name: request.guest.name, ...request.details },
    });
    return submitted;
  });
  ports.operations.start(operation.id);
  return operation;
}

/** The error of a finished operation that did not succeed. */
export function operationFailure(operation: Operation): DomainError {
  const { error, subject } = operation;
  if (!error)
    return new DomainError('cancelled', `the operation ${operation.kind} was cancelled`, { subject });
  return new DomainError(error.code, error.message, {
    reason: error.reason ?? undefined,
    details: error.details ?? undefined,
    subject,
  });
}
