/** Password hashes: scrypt with its parameters beside the salt, so that they can be raised later. */
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { DomainError } from '../../../proto/src/errors.ts';
import type { Passwords } from '../use-cases/ports/index.ts';

const keyBytes = 32;

export interface PasswordCost {
  /** scrypt's N, a power of two; r is 8 and p is 1. */
  readonly N: number;
  /** Threads of Node's pool that may be at passwords; the others are for files. */
  readonly parallel: number;
  /** How many checks may wait: half a minute of work. Whoever comes then is better told so than kept waiting. */
  readonly waitingMost: number;
}

const usual: PasswordCost = { N: 2 ** 14, parallel: 2, waitingMost: 512 };

export function createScryptPasswords(cost: PasswordCost = usual): Passwords {
  const inTurn = turns(cost);
  /** What a missing user's password is compared with, so that the answer takes as long. */
  const nobody = encode(cost.N, randomBytes(16), randomBytes(keyBytes));

  return {
    async hash(password) {
      const salt = randomBytes(16);
      return encode(cost.N, salt, await inTurn(() => derive(password, salt, { N: cost.N, r: 8, p: 1 })));
    },
    async verify(password, stored) {
      const [scheme, N, r, p, salt, key] = (stored ?? nobody).split('$');
      if (scheme !== 'scrypt' || salt === undefined || key === undefined) return false;
      const options = { N: Number(N), r: Number(r), p: Number(p) };
      const derived = await inTurn(() => derive(password, Buffer.from(salt, 'base64url'), options));
      const expected = Buffer.from(key, 'base64url');
      return expected.length === derived.length && timingSafeEqual(expected, derived) && stored !== undefined;
    },
  };
}

function encode(N: number, salt: Buffer, key: Buffer): string {
  return ['scrypt', N, 8, 1, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** @returns what runs work when its turn comes. @throws DomainError `quota_exceeded` with reason `too_many_attempts`. */
function turns({ parallel, waitingMost }: PasswordCost): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = parallel;
  return async (work) => {
    if (free > 0) free -= 1;
    else if (waiting.length < waitingMost) await new Promise<void>((go) => waiting.push(go));
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
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}

function derive(password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, keyBytes, { ...options, maxmem: 256 * 2 ** 20 }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
