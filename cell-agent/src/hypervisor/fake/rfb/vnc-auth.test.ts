import { describe, expect, test } from 'vitest';
import { isVncResponse, vncResponse } from './vnc-auth.ts';

describe('VNC authentication', () => {
  test('gives the answer that noVNC gives', () => {
    // Known answer of noVNC 1.7's own DES (core/crypto/des.js).
    const challenge = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex');
    expect(vncResponse(challenge, 's3cret').toString('hex')).toBe('fc9a2bb8546a63388eb45b530d3a6337');
  });

  test('a response fits its challenge and secret only', () => {
    const challenge = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex');
    const response = vncResponse(challenge, 's3cret');
    expect(isVncResponse(response, challenge, 's3cret')).toBe(true);
    expect(isVncResponse(response, challenge, 's3creT')).toBe(false);
    expect(isVncResponse(response, Buffer.alloc(16), 's3cret')).toBe(false);
  });

  test('only the first eight characters count', () => {
    const challenge = Buffer.alloc(16, 7);
    expect(vncResponse(challenge, '12345678')).toEqual(vncResponse(challenge, '123456789'));
    expect(vncResponse(challenge, '12345678')).not.toEqual(vncResponse(challenge, '1234567'));
  });

  test('an empty secret admits nobody', () => {
    const challenge = Buffer.alloc(16);
    expect(isVncResponse(vncResponse(challenge, ''), challenge, '')).toBe(false);
  });
});
