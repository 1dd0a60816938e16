/** Password hashes: scrypt with its parameters beside the salt, so that they can be raised later. */
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { DomainError } from '../../../proto/src/errors.ts';
import type { Passwords } from '../use-cases/ports/index.ts';

const cost = { N: 2 ** 14, r: 8, p: 1 };
const keyBytes = 32;

/** Threads of Node's pool that may be at passwords; the others are for files. */
const parallel = 2;
/** Some seconds of work. Whoever comes then is better told so than kept waiting. */
const waitingMost = 128;
const slots: { free: number; readonly waiting: (() => void)[] } = { free: parallel, waiting: [] };

/** @throws DomainError `quota_exceeded` with reason `too_many_attempts`. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (slots.free > 0) slots.free -= 1;
  else if (slots.waiting.length < waitingMost) await new Promise<void>((go) => slots.waiting.push(go));
  else {
    throw new DomainError(
      'quota_exceeded',
      'too many passwords are being checked, try again in some seconds',
      {
        reason: 'too_many_attempts',
      },
    );
  }
  try {
    return await work();
  } finally {
    const next = slots.waiting.shift();
    if (next === undefined) slots.free += 1;
    else next();
  }
}

function derive(password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, keyBytes, { ...options, maxmem: 256 * 2 ** 20 }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

async function hash(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await inTurn(() => derive(password, salt, cost));
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** What a missing user's password is compared with, so that the answer takes as long. */
const nobody = [
  'scrypt',
  cost.N,
  cost.r,
  cost.p,
  randomBytes(16).toString('base64url'),
  randomBytes(keyBytes).toString('base64url'),
].join('$');

async function verify(password: string, stored: string | undefined): Promise<boolean> {
  const [scheme, N, r, p, salt, key] = (stored ?? nobody).split('$');
  if (scheme !== 'scrypt' || salt === undefined || key === undefined) return false;
  const options = { N: Number(N), r: Number(r), p: Number(p) };
  const derived = await inTurn(() => derive(password, Buffer.from(salt, 'base64url'), options));
  const expected = Buffer.from(key, 'base64url');
  return expected.length === derived.length && timingSafeEqual(expected, derived) && stored !== undefined;
}

export const scryptPasswords: Passwords = { hash, verify };
