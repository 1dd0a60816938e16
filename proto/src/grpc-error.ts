/** DomainError ↔ gRPC status with one `cellar-error-bin` trailer. Used by both sides; round-trip tested for every code. */
import { Metadata, type ServiceError, type StatusObject, status } from '@grpc/grpc-js';
import { DomainError, type ErrorCode, errorCodes, toDomainError } from './errors.ts';
import { cellar } from './runtime.ts';

const trailer = 'cellar-error-bin';

const statusOf: Record<ErrorCode, status> = {
  not_found: status.NOT_FOUND,
  already_exists: status.ALREADY_EXISTS,
  invalid: status.INVALID_ARGUMENT,
  unauthenticated: status.UNAUTHENTICATED,
  forbidden: status.PERMISSION_DENIED,
  conflict: status.FAILED_PRECONDITION,
  quota_exceeded: status.RESOURCE_EXHAUSTED,
  no_capacity: status.RESOURCE_EXHAUSTED,
  cell_unreachable: status.UNAVAILABLE,
  timeout: status.DEADLINE_EXCEEDED,
  cancelled: status.CANCELLED,
  unsupported: status.UNIMPLEMENTED,
  internal: status.INTERNAL,
};

/** What the agent answers a failed call with. Causes stay behind; only a DomainError's own words cross. */
export function toStatus(error: unknown): Partial<StatusObject> & { code: status } {
  const { code, message, reason, subject, details } = toDomainError(error);
  const metadata = new Metadata();
  const detail = cellar.cell.v1.ErrorDetail.encode({
    code,
    message,
    reason: reason ?? '',
    subjectKind: subject?.kind ?? '',
    subjectId: subject?.id ?? '',
    detailsJson: details ? JSON.stringify(details) : '',
  }).finish();
  metadata.set(trailer, Buffer.from(detail));
  return { code: statusOf[code], details: message, metadata };
}

/** What the control plane makes of a failed call: the agent's own error, or one about the link itself. */
export function fromServiceError(error: ServiceError): DomainError {
  const packed = error.metadata?.get(trailer)[0];
  if (packed instanceof Buffer) return unpack(packed);
  switch (error.code) {
    case status.DEADLINE_EXCEEDED:
      return new DomainError('timeout', 'the cell did not answer in time', {
        reason: 'cell_timeout',
        cause: error,
      });
    case status.CANCELLED:
      return new DomainError('cancelled', 'the call to the cell was cancelled', { cause: error });
    case status.UNAVAILABLE:
      return new DomainError('cell_unreachable', 'the cell is not reachable', {
        reason: 'cell_unreachable',
        cause: error,
      });
    case status.UNIMPLEMENTED:
      return new DomainError('unsupported', 'the agent of the cell is too old for this', {
        reason: 'agent_too_old',
        cause: error,
      });
    default:
      return new DomainError('internal', 'the call to the cell failed', { cause: error });
  }
}

function unpack(packed: Buffer): DomainError {
  const detail = cellar.cell.v1.ErrorDetail.decode(packed);
  const code = errorCodes.find((candidate) => candidate === detail.code) ?? 'internal';
  return new DomainError(code, detail.message, {
    reason: detail.reason || undefined,
    subject: detail.subjectKind ? { kind: detail.subjectKind, id: detail.subjectId } : undefined,
    details: detail.detailsJson ? (JSON.parse(detail.detailsJson) as Record<string, unknown>) : undefined,
  });
}
