import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { DomainError } from './errors.ts';
import { failureText } from './start-failure.ts';

test('a port in use is named', async () => {
  const first = createServer().listen(0, '127.0.0.1');
  await once(first, 'listening');
  const { port } = first.address() as AddressInfo;
  const second = createServer().listen(port, '127.0.0.1');
  const [error] = await once(second, 'error');
  first.close();
  expect(failureText(error)).toBe(`another program listens on 127.0.0.1:${port} already`);
});

test('a folder that can not be made is named', () => {
  let failure: unknown;
  try {
    mkdirSync('/proc/cellar');
  } catch (error) {
    failure = error;
  }
  expect(failureText(failure)).toBe("'/proc/cellar' can not be made");
});

test('an expected failure is its sentence, a bug comes with its stack', () => {
  expect(failureText(new DomainError('conflict', 'the folder is in use'))).toBe('the folder is in use');
  expect(failureText(new TypeError('x is undefined'))).toMatch(
    /^internal error\nTypeError: x is undefined\n +at /,
  );
});
