/** Paths that lead out of the folders that are served. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import type { NanoClient } from '../../support/nano-client.ts';
import { rawRequest } from '../../support/raw-http.ts';

let folder: string;
let cloud: ControlPlane;
let admin: NanoClient;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cellar-attacks-'));
  writeFileSync(join(folder, 'index.html'), '<title>portal</title>');
  cloud = await startControlPlane({ nano: { web_root: folder } });
  admin = await cloud.login('admin');
});
afterAll(async () => {
  await cloud?.[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const targets = ['etc/passwd', 'proc/self/environ', 'proc/self/cmdline'];
const ups = [
  '../',
  '..%2f',
  '%2e%2e/',
  '%2e%2e%2f',
  '..%5c',
  '..%252f',
  '....//',
  '..;/',
  '%c0%ae%c0%ae/',
  '.%00./',
];
const routes = [
  '/',
  '/ui/',
  '/console/',
  '/admin/',
  '/static/',
  '/token/',
  '/docs/',
  '/openapi/',
  '/api/v1/media_images/',
  '/api/v1/disk_images/',
  '/api/v1/media_image_files/',
  '/api/v1/disk_image_files/',
];
const absolute = [
  '//etc/passwd',
  '/%2fetc%2fpasswd',
  '/ui//etc/passwd',
  '/ui/%2fetc/passwd',
  'file:///etc/passwd',
];

describe.each(routes)('%s', (route) => {
  test('leads nowhere else', async () => {
    const headers = { 'Nano-Session': admin.session };
    const climbs = ups.flatMap((up) => targets.map((target) => `${route}${up.repeat(9)}${target}`));
    for (const path of [...climbs, ...climbs.map((climb) => `${climb}/file/`)]) {
      const { status, body } = await rawRequest(cloud.origin, path, { headers });
      expect([path, status < 500]).toEqual([path, true]);
      expect([path, /root:x:0|PATH=|node/.test(body) && !body.includes('<')]).toEqual([path, false]);
    }
  });
});

test.each(absolute)('%s is no file', async (path) => {
  const { status, body } = await rawRequest(cloud.origin, path, {
    headers: { 'Nano-Session': admin.session },
  });
  expect(status).toBeLessThan(500);
  expect(body).not.toContain('root:x:0');
});
