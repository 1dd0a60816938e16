import { DomainError } from '../../../../proto/src/errors.ts';

/** Somebody else has ended the request: there is nothing more to do for it. */
export function requestEnded(id: string): DomainError {
  return new DomainError('cancelled', 'the request has ended', {
    reason: 'request_ended',
    subject: { kind: 'desktop_request', id },
  });
}
