import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import operations from '../../spec/nano-operations.json' with { type: 'json' };
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import type { NanoClient } from '../../support/nano-client.ts';

let cloud: ControlPlane;
let admin: NanoClient;
beforeAll(async () => {
  cloud = await startControlPlane();
  admin = await cloud.login('admin');
});
afterAll(() => cloud[Symbol.asyncDispose]());

const routes = operations
  .filter(({ since }) => since === 'foundation')
  .map(({ operation }) => operation.split(' ') as [string, string]);

describe('paths', () => {
  test.each(routes)('%s %s exists with and without its trailing slash', async (method, path) => {
    const bare = path.replace(/\{\w+\}/g, 'none').replace(/\/$/, '');
    for (const form of [bare, `${bare}/`]) {
      const answer = await cloud.nobody.raw(method, `/api/v1${form}`);
      expect([200, 202]).toContain(answer.status);
      expect(await answer.json()).toMatchObject({ error_code: expect.any(Number) });
    }
  });

  test.each(['/api', '/api/v1', '/api/v1/nonsense', '/api/v2/guests', '/api/v1/guests/a/b/c'])(
    '%s is unknown',
    async (path) => {
      const answer = await admin.raw('GET', path);
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({
        error_code: 500,
        message: `path '${path}' does not exist`,
        data: {},
      });
    },
  );

  test('a wrong method names the right ones', async () => {
    const answer = await admin.raw('POST', '/api/v1/compute_zone_status/');
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, HEAD');
    expect(await answer.json()).toMatchObject({ error_code: 500, data: {} });
    const pools = await admin.raw('PATCH', '/api/v1/compute_pools/default');
    expect(pools.headers.get('allow')).toBe('DELETE, GET, HEAD, POST, PUT');
  });

  test.each(['h2c', 'TLS/1.0, h2c', 'foo'])(
    'are answered in HTTP/1.1 to who asks for %s',
    async (upgrade) => {
      const answer = async (method: string, path: string, body: string) => {
        const headers = {
          Connection: 'Upgrade, HTTP2-Settings',
          Upgrade: upgrade,
          'HTTP2-Settings': 'AAMAAABk',
        };
        const asked = request(cloud.origin + path, { method, headers });
        asked.end(body);
        const [response] = await once(asked, 'response');
        return { status: response.statusCode, ...JSON.parse(await text(response)) };
      };
      expect(await answer('GET', '/api/v1/system/', '')).toMatchObject({ status: 200, error_code: 0 });
      const login = JSON.stringify({ user: 'admin', password: 'wrong', nonce: 'x' });
      expect(await answer('POST', '/api/v1/sessions/', login)).toMatchObject({
        status: 200,
        error_code: 500,
      });
    },
  );

  test('a malformed escape is an error', async () => {
    expect(await admin.fail('GET', '/compute_pools/%zz')).toContain('malformed percent-encoding');
    expect(await admin.fail('GET', '/compute_pools/a%2Fb')).toBe("invalid pool 'a/b'");
    expect(await admin.fail('GET', '/compute_pools/a%252Fb')).toBe("invalid pool 'a%2Fb'");
  });
});

describe('headers', () => {
  test('a sane request id comes back, another is replaced', async () => {
    const idOf = async (given: string) =>
      (await cloud.nobody.raw('GET', '/healthz', undefined, { 'X-Request-Id': given })).headers.get(
        'x-request-id',
      );
    expect(await idOf('test-4711-abc')).toBe('test-4711-abc');
    expect(await idOf('no good')).toMatch(/^[\da-f-]{36}$/);
  });

  test('other origins are not allowed by default', async () => {
    const answer = await cloud.nobody.raw('GET', '/api/v1/system', undefined, {
      Origin: 'http://elsewhere.example',
    });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('probes and metrics answer', async () => {
    expect((await cloud.nobody.raw('GET', '/healthz')).status).toBe(200);
    expect(await (await cloud.nobody.raw('GET', '/readyz')).json()).toEqual({ status: 'ready' });
    await admin.get('/compute_pools/default');
    const metrics = await (await cloud.nobody.raw('GET', '/metrics')).text();
    expect(metrics).toContain('nodejs_eventloop_lag_p99_seconds');
    expect(metrics).toContain('operation="GET /api/v1/compute_pools/:pool"');
    expect(metrics).not.toContain('compute_pools/default');
  });
});

describe('hostile input', () => {
  const word = fc.oneof(
    fc.string({ unit: 'binary' }).map((text) => encodeURIComponent(text.toWellFormed())),
    fc.constantFrom('..', '%00', '%', '*', 'default'),
  );
  const segment = word.map((text) => (text === '' || text === '.' || text === '..' ? '-' : text));
  const target = fc.constantFrom(...routes).chain(([method, path]) =>
    fc.array(segment, { minLength: 3, maxLength: 3 }).map((words) => {
      const names = [...words];
      return [method, path.replace(/\{\w+\}/g, () => names.pop() ?? '-')] as const;
    }),
  );
  const body = fc.oneof(
    fc.json(),
    fc.string({ unit: 'binary' }),
    fc
      .dictionary(
        fc.constantFrom(
          'name',
          'pool',
          'cores',
          'memory',
          'disks',
          'user',
          'old',
          'limit',
          'offset',
          'enable',
          'force',
          'source',
          'tags',
          'qos',
          'template',
        ),
        fc.jsonValue(),
      )
      .map((value) => JSON.stringify(value)),
  );

  test('is answered in the envelope, never as a bug', async () => {
    const once = fc.asyncProperty(target, body, async ([method, path], text) => {
      const answer = await admin.raw(method, `/api/v1${path}`, method === 'GET' ? undefined : text);
      const { error_code, message } = (await answer.json()) as { error_code: number; message: string };
      expect(answer.status).toBeLessThan(500);
      expect([0, 500]).toContain(error_code);
      expect(message).not.toContain('internal error');
    });
    await fc.assert(once, { numRuns: 300 });
  });
});
