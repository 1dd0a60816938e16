import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decodeTunnelAnswer,
  decodeTunnelHeader,
  encodeArrivalHeader,
  encodeTunnelAnswer,
  encodeTunnelHeader,
  takeTunnelLine,
  tunnelLineBytes,
} from './console-tunnel.ts';
import { DomainError, errorCodes } from './errors.ts';

test('a header survives any cut of the bytes, and what follows it is kept', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.uint8Array(), fc.nat(200), (guestId, following, cut) => {
      const sent = Buffer.concat([Buffer.from(encodeTunnelHeader(guestId)), following]);
      const head = takeTunnelLine(sent.subarray(0, cut)) ?? takeTunnelLine(sent);
      expect(decodeTunnelHeader(head?.line ?? '')).toEqual({ guestId });
      const rest = Buffer.concat([head?.rest ?? Buffer.alloc(0)]);
      expect(Buffer.from(following).subarray(0, rest.length).equals(rest)).toBe(true);
    }),
  );
});

test('what an agent sends a guest with is told apart from a screen', () => {
  const arrival = {
    operationId: 'o',
    guestId: '6f1f6a52-8d8c-4d6e-9a39-2f4f6c1d0c11',
    ticket: 't'.repeat(43),
    channel: 'disk-1',
  };
  expect(decodeTunnelHeader(encodeArrivalHeader(arrival).trimEnd())).toEqual({ arrival });
});

test('whatever arrives is a line, incomplete, or refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3_000 }), (bytes) => {
      try {
        const head = takeTunnelLine(Buffer.from(bytes));
        if (head === undefined) expect(bytes.length).toBeLessThan(tunnelLineBytes);
        else decodeTunnelHeader(head.line);
      } catch (error) {
        expect(error).toMatchObject({ code: 'invalid', reason: 'bad_tunnel_header' });
      }
    }),
  );
});

test.each(errorCodes)('the error %s crosses the tunnel', (code) => {
  const line = encodeTunnelAnswer(new DomainError(code, 'what is wrong', { reason: 'why' }));
  expect(() => decodeTunnelAnswer(line.trimEnd())).toThrow(
    expect.objectContaining({ code, reason: 'why', message: 'what is wrong' }),
  );
});

test('an open screen is no error, and another answer is', () => {
  expect(() => decodeTunnelAnswer(encodeTunnelAnswer(null).trimEnd())).not.toThrow();
  expect(() => decodeTunnelAnswer('RFB 003.008')).toThrow(expect.objectContaining({ reason: 'protocol' }));
});

test('the longest error still fits into a line', () => {
  const line = encodeTunnelAnswer(new DomainError('internal', '€'.repeat(5_000), { reason: 'x'.repeat(40) }));
  expect(Buffer.byteLength(line)).toBeLessThanOrEqual(tunnelLineBytes);
});
