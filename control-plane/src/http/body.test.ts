import fc from 'fast-check';
import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { DomainError } from '../../../proto/src/errors.ts';
import { bodyLimitBytes, readJsonObject } from './body.ts';
import type { HttpEnvironment } from './environment.ts';

const app = new Hono<HttpEnvironment>();
app.all('/', async (c) => c.json(await readJsonObject(c)));
app.onError((error, c) =>
  c.json({
    failed: error instanceof DomainError ? error.message : 'a bug',
    ...(error.cause instanceof Error && { cause: error.cause.message }),
  }),
);

async function post(body: BodyInit | null, headers: Record<string, string> = {}): Promise<unknown> {
  return (await app.request('/', { method: 'POST', body, headers })).json();
}

describe('a JSON body', () => {
  test.each([
    ['nothing', null],
    ['an empty text', ''],
    ['blanks', ' \n'],
    ['null', 'null'],
    ['an empty object', '{}'],
  ])('%s is an empty object', async (_, body) => {
    expect(await post(body)).toEqual({});
  });

  test('counts whatever its content type says', async () => {
    const type = 'application/x-www-form-urlencoded';
    expect(await post('{"a":1}', { 'content-type': type })).toEqual({ a: 1 });
    expect(await post('{"a":1}', { 'content-type': 'text/plain' })).toEqual({ a: 1 });
  });

  test.each([
    ['[]', 'the body must be a JSON object'],
    ['7', 'the body must be a JSON object'],
    ['"text"', 'the body must be a JSON object'],
    [`{"a":${'['.repeat(40)}${']'.repeat(40)}}`, 'the body is nested deeper than 32 levels'],
  ])('%s is refused', async (body, failed) => {
    expect(await post(body)).toEqual({ failed });
  });

  test.each([
    '{"password":"hunter2",',
    '{"password":hunter2}',
    '{"user":"somebody","user_domain_name":"default","password":hunter2,"os":"of a client"}',
    `{"password":'hunter2'}`,
    '{"password":"hunter2"}}',
  ])('%s is refused without repeating it, in the log neither', async (body) => {
    const { failed, cause } = (await post(body)) as { failed: string; cause?: string };
    expect(failed).toMatch(/^the body is not valid JSON/);
    expect(`${failed} ${cause}`).not.toMatch(/unter2|hunte/);
  });

  test('has a limit, declared or not', async () => {
    const tooLong = JSON.stringify({ text: 'x'.repeat(bodyLimitBytes) });
    const failed = `the body exceeds ${bodyLimitBytes} bytes`;
    expect(await post(tooLong, { 'content-length': `${tooLong.length}` })).toEqual({ failed });
    expect(await post(tooLong)).toEqual({ failed });
  });

  test('deep nesting within the limit breaks nothing', async () => {
    const depth = 100_000;
    const { failed } = (await post(`{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`)) as { failed: string };
    expect(failed).not.toBe('a bug');
  });

  test('of any bytes is an object or an expected error', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((text) => Buffer.from(text)),
        ),
        async (bytes) => {
          const answer = await post(new Blob([new Uint8Array(bytes)]));
          expect(answer).not.toEqual({ failed: 'a bug' });
        },
      ),
    );
  });
});
