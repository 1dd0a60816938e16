import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { hashPassword } from './hash-password.ts';

/** As OpenSSL makes it when it is told the password in another way. */
function again(password: string, salt: string): string {
  return execFileSync('openssl', ['passwd', '-6', '-salt', salt, password], { encoding: 'utf8' }).trim();
}

test.for(['x', `'"$(id)\\ : #`, 'ü😀', 'a'.repeat(64), 'b'.repeat(255)])('%j', async (password) => {
  const hash = await hashPassword(password);
  const [, kind, salt = ''] = hash.split('$');
  expect(kind).toBe('6');
  expect(again(password, salt)).toBe(hash);
});

test('two hashes of one password differ', async () => {
  expect(await hashPassword('same')).not.toBe(await hashPassword('same'));
});
