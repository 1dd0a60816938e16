/** A stand-in for the portal's folder: the pages are looked at from outside, its files are what a bundle consists of. */
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningDevCluster, startDevCluster } from '../../support/dev-cluster.ts';
import { rawRequest } from '../../support/raw-http.ts';

const index = '<!doctype html><script>window.inline = true</script><script src="/js/main.1a2b.js"></script>';
const secret = 'not for the world';
let folder: string;
let root: string;
let cluster: RunningDevCluster;
const get = (path: string, headers: Record<string, string> = {}) =>
  rawRequest(cluster.nano, path, { headers });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellar-portal-'));
  root = join(folder, 'web_root');
  for (const name of ['js/deep', 'img', 'api/v1/guests', 'ui', 'console', 'token', '.git']) {
    await mkdir(join(root, name), { recursive: true });
  }
  const files: Record<string, string> = {
    'index.html': index,
    'js/main.1a2b.js': 'export const portal = 1;',
    'js/deep/part.css': 'body{}',
    'img/logo.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'img/empty.png': '',
    'manifest.json': '{}',
    'a b.txt': 'spaced',
    'unknown.zzz': 'bytes',
    '.env': secret,
    '.git/config': secret,
    'ui/index.html': 'the portal’s',
    'console/x': 'the portal’s',
    'token/x': 'the portal’s',
    'api/v1/guests/x': 'the portal’s',
    healthz: 'the portal’s',
    docs: 'the portal’s',
    '../outside.txt': secret,
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(root, name), content);
  await symlink(join(folder, 'outside.txt'), join(root, 'link.txt'));
  await symlink(folder, join(root, 'up'));
  await symlink(join(root, 'js'), join(root, 'scripts'));
  cluster = await startDevCluster({
    cells: 0,
    hypervisor: 'fake',
    environment: { CELLAR_NANO_WEB_ROOT: root },
  });
});

afterAll(async () => {
  await cluster?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('with a portal', () => {
  test.each([
    '/',
    '/index.html',
    '/login',
    '/initial',
    '/admin',
    '/admin/',
    '/admin/dashboard/',
    '/admin/instances/details/6f1c',
    '/monitor/6f1c',
  ])('%s is its index', async (path) => {
    const { status, headers, body } = await get(path);
    expect({ status, type: headers['content-type'], body }).toEqual({
      status: 200,
      type: 'text/html; charset=utf-8',
      body: index,
    });
  });

  test.each([
    ['/js/main.1a2b.js', 'text/javascript; charset=utf-8', 'export const portal = 1;'],
    ['/js/main.1a2b.js?v=2', 'text/javascript; charset=utf-8', 'export const portal = 1;'],
    ['/js/deep/part.css', 'text/css; charset=utf-8', 'body{}'],
    ['/scripts/deep/part.css', 'text/css; charset=utf-8', 'body{}'],
    ['/img/logo.svg', 'image/svg+xml; charset=utf-8', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['/img/empty.png', 'image/png', ''],
    ['/manifest.json', 'application/json', '{}'],
    ['/a%20b.txt', 'text/plain; charset=utf-8', 'spaced'],
    ['/unknown.zzz', 'application/octet-stream', 'bytes'],
  ])('%s is its file', async (path, type, body) => {
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe(type);
    expect(answer.body).toBe(body);
  });

  test('its inline scripts and sockets are allowed', async () => {
    const policy = String((await get('/')).headers['content-security-policy']);
    expect(policy).not.toMatch(/(default|script|style|connect)-src/);
    expect(policy).toContain("frame-ancestors 'self'");
  });

  test.each([
    '/../outside.txt',
    '/js/../../outside.txt',
    '/%2e%2e/outside.txt',
    '/js/%2e%2e/%2e%2e/outside.txt',
    '/..%2foutside.txt',
    '/js/..%2f..%2foutside.txt',
    '/..%5coutside.txt',
    '/..\\outside.txt',
    '/%252e%252e/outside.txt',
    '//outside.txt',
    '/link.txt',
    '/up/outside.txt',
    '/.env',
    '/.git/config',
    '/js/%2e%2e/.env',
    '/index.html%00.js',
    '/js',
    '/js/',
    '/nothing.html',
    '/%',
    '/%ff',
  ])('%s leads nowhere', async (path) => {
    const { status, body } = await get(path);
    expect([400, 404]).toContain(status);
    expect(body).not.toContain(secret);
  });

  test.each([
    '/ui/',
    '/ui/index.html',
    '/console/x',
    '/token/x',
    '/docs',
    '/healthz',
    '/api/v1/guests/x',
    '/cellar/v1/endpoints',
  ])('%s stays Cellar’s own', async (path) => {
    expect((await get(path)).body).not.toContain('the portal’s');
  });

  test('unknown paths of the API are no pages', async () => {
    const { status, headers, body } = await get('/api/v1/none');
    expect(status).toBe(404);
    expect(headers['content-type']).toContain('application/json');
    expect(JSON.parse(body)).toMatchObject({ error_code: 500 });
  });

  test('a file that was replaced is sent anew', async () => {
    const before = await get('/manifest.json');
    const etag = String(before.headers.etag);
    expect((await get('/manifest.json', { 'if-none-match': etag })).status).toBe(304);
    await writeFile(join(root, 'manifest.new'), '{"name":"new"}');
    await rename(join(root, 'manifest.new'), join(root, 'manifest.json'));
    const after = await get('/manifest.json', { 'if-none-match': etag });
    expect(after.status).toBe(200);
    expect(after.body).toBe('{"name":"new"}');
    await writeFile(join(root, 'manifest.json'), '{}');
  });

  test('only GET and HEAD are answered', async () => {
    const answer = await rawRequest(cluster.nano, '/index.html', { method: 'POST' });
    expect(answer.status).toBe(404);
    const head = await rawRequest(cluster.nano, '/index.html', { method: 'HEAD' });
    expect(head.headers['content-length']).toBe(String(Buffer.byteLength(index)));
  });
});
