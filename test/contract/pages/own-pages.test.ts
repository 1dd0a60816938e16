import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningDevCluster, startDevCluster } from '../../support/dev-cluster.ts';
import { rawRequest } from '../../support/raw-http.ts';

let cluster: RunningDevCluster;
const get = (path: string, headers: Record<string, string> = {}) =>
  rawRequest(cluster.nano, path, { headers });

beforeAll(async () => {
  cluster = await startDevCluster({ cells: 0, hypervisor: 'fake' });
});

afterAll(() => cluster?.stop());

describe('without a portal', () => {
  test.each(['/', '/console', '/console/'])('%s leads to the guests', async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(302);
    expect(answer.headers.location).toBe('/ui/');
  });

  test.each([
    ['/ui', 'index'],
    ['/ui/', 'index'],
    ['/console/guest/6f1c', 'console'],
    ['/console/6f1c', 'console'],
    ['/console/6f1c/', 'console'],
  ])('%s is the page %s', async (path, script) => {
    const { status, headers, body } = await get(path);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body).toContain(`src="/ui/${script}.js"`);
  });

  test.each(['/ui/', '/ui/index.js', '/console/guest/6f1c', '/console/6f1c'])(
    '%s runs nothing foreign and is framed nowhere',
    async (path) => {
      const { headers } = await get(path);
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
    },
  );

  test('no page tells its path, so that none can hold a secret', async () => {
    const pages = await Promise.all(
      ['/console/guest/one', '/console/guest/two', '/console/two'].map((path) => get(path)),
    );
    expect(new Set(pages.map((page) => page.body)).size).toBe(1);
  });

  test('a page that has not changed is not sent again', async () => {
    const { headers } = await get('/ui/index.js');
    expect(headers['cache-control']).toBe('no-cache');
    const etag = String(headers.etag);
    const again = await get('/ui/index.js', { 'if-none-match': etag });
    expect(again.status).toBe(304);
    expect(again.body).toBe('');
    expect(again.headers.etag).toBe(etag);
    const modified = String(headers['last-modified']);
    expect((await get('/ui/index.js', { 'if-modified-since': modified })).status).toBe(304);
    expect((await get('/ui/index.js', { 'if-none-match': '"other"' })).status).toBe(200);
  });

  test('HEAD answers as GET without the body', async () => {
    const { headers, body } = await get('/ui/index.css');
    const head = await rawRequest(cluster.nano, '/ui/index.css', { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(head.body).toBe('');
    expect(head.headers['content-length']).toBe(String(Buffer.byteLength(body)));
    expect(head.headers.etag).toBe(headers.etag);
  });

  test.each([
    '/ui/none.js',
    '/ui/../index.js',
    '/ui/%2e%2e/control-plane.js',
    '/ui/..%2fcontrol-plane.js',
    '/login',
    '/admin',
  ])('%s does not exist', async (path) => {
    expect((await get(path)).status).toBe(404);
  });
});
