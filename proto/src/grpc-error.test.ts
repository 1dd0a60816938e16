import { Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';
import { DomainError, errorCodes } from './errors.ts';
import { fromServiceError, toStatus } from './grpc-error.ts';

function received(sent: ReturnType<typeof toStatus>): ServiceError {
  const { code, details = '', metadata = new Metadata() } = sent;
  return Object.assign(new Error(details), { code, details, metadata });
}

describe('errors on the wire', () => {
  it.each(errorCodes)('%s arrives as it was sent', (code) => {
    const error = new DomainError(code, 'the disk „ä" is full', {
      reason: 'disk_full',
      subject: { kind: 'guest', id: 'g1' },
      details: { missingBytes: 12, paths: ['/a'] },
    });
    const { message, reason, subject, details } = fromServiceError(received(toStatus(error)));
    expect({
      code: fromServiceError(received(toStatus(error))).code,
      message,
      reason,
      subject,
      details,
    }).toEqual({
      code,
      message: error.message,
      reason: 'disk_full',
      subject: { kind: 'guest', id: 'g1' },
      details: { missingBytes: 12, paths: ['/a'] },
    });
  });

  it('a bug crosses as internal, without its words', () => {
    const error = fromServiceError(received(toStatus(new TypeError('secret is undefined'))));
    expect(error.code).toBe('internal');
    expect(error.message).not.toContain('secret');
  });

  it.each([
    [status.UNAVAILABLE, 'cell_unreachable'],
    [status.DEADLINE_EXCEEDED, 'timeout'],
    [status.CANCELLED, 'cancelled'],
    [status.UNIMPLEMENTED, 'unsupported'],
    [status.UNKNOWN, 'internal'],
  ])('gRPC status %i without details is %s', (code, expected) => {
    expect(fromServiceError(received({ code })).code).toBe(expected);
  });
});
