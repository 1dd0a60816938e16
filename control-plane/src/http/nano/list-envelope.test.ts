import fc from 'fast-check';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import type { HttpEnvironment } from '../environment.ts';
import { listEnvelope } from './list-envelope.ts';

test('a list of any length is the same envelope', async () => {
  const lengths = fc.oneof(fc.constantFrom(0, 1, 250, 251, 500, 501), fc.nat(1200));
  await fc.assert(
    fc.asyncProperty(lengths, async (length) => {
      const rows = Array.from({ length }, (_, index) => index);
      const app = new Hono<HttpEnvironment>();
      app.get('/', (c) => listEnvelope(c, rows, (id) => ({ id, name: `"${id}"` })));
      const answer = await app.request('/');
      expect(answer.headers.get('content-type')).toBe('application/json');
      const data = rows.map((id) => ({ id, name: `"${id}"` }));
      expect(await answer.json()).toEqual({ error_code: 0, message: '', data });
    }),
    { numRuns: 20 },
  );
});
