/** What a page of another site makes a visitor's browser do. */
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import type { Json, NanoClient } from '../../support/nano-client.ts';
import { createdGuest, guestRequest } from '../../support/nano-guests.ts';

let cloud: ControlPlane;
let alice: NanoClient;
let guest: string;
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 1 });
  alice = await cloud.login('alice');
  const [{ id: template }] = await alice.get('/templates/');
  guest = await createdGuest(alice, guestRequest(template));
  await alice.succeed('POST', `/instances/${guest}`, {});
});
afterAll(() => cloud?.[Symbol.asyncDispose]());

const foreign = 'https://evil.example';

describe('cookies', () => {
  /** All that a browser would send along by itself. */
  async function cookies(): Promise<string> {
    const paths = [
      '/api/v1/disk_image_search/',
      '/api/v1/guest_search/?pool=default',
      '/ui/',
      `/console/guest/${guest}`,
    ];
    const answers = await Promise.all(paths.map((path) => alice.raw('GET', path)));
    return answers
      .flatMap(({ headers }) => headers.getSetCookie())
      .map((cookie) => {
        expect(cookie).toMatch(/HttpOnly/);
        expect(cookie).toMatch(/SameSite=Strict/);
        return cookie.split(';')[0];
      })
      .join('; ');
  }

  test('change nothing and read nothing but a file', async () => {
    const headers = { Cookie: await cookies(), Origin: foreign };
    const tries = [
      ['GET', `/api/v1/guests/${guest}`],
      ['GET', `/api/v1/guests/${guest}/auth`],
      ['DELETE', `/api/v1/guests/${guest}`],
      ['POST', '/api/v1/monitor_channels/'],
      ['DELETE', `/api/v1/instances/${guest}`],
      ['POST', '/api/v1/users/mallory'],
    ] as const;
    for (const [method, path] of tries) {
      const answer = await cloud.nobody.raw(method, path, method === 'GET' ? undefined : {}, headers);
      expect(await answer.json()).toMatchObject({ error_code: 500, message: 'unauthenticated request' });
    }
    const operations = await cloud.nobody.raw('GET', '/cellar/v1/operations', undefined, headers);
    expect(operations.status).toBe(401);
  });
});

describe('the API', () => {
  test('lets no other origin read its answers', async () => {
    const headers = { Origin: foreign };
    const paths = ['/api/v1/templates/', '/cellar/v1/endpoints', '/ui/', '/healthz', '/metrics'];
    for (const path of paths) {
      const answer = await alice.raw('GET', path, undefined, headers);
      expect([path, answer.headers.get('access-control-allow-origin')]).toEqual([path, null]);
    }
    const preflight = await cloud.nobody.raw('OPTIONS', '/api/v1/guests/', undefined, {
      ...headers,
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'nano-session',
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('pages', () => {
  test.each(['/ui/', '/console/6f1c', '/console/guest/6f1c'])('%s can not be framed', async (path) => {
    const { headers } = await cloud.nobody.raw('GET', path);
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('the screen', () => {
  async function connect(origin: string | undefined): Promise<string> {
    const { id } = await alice.succeed('POST', '/monitor_channels/', { guest });
    const url = `${cloud.origin.replace('http', 'ws')}/api/v1/monitor_channels/${id}`;
    const socket = new WebSocket(url, origin === undefined ? {} : { origin });
    try {
      const ended = once(socket, 'error').then(() => 'refused');
      const opened = once(socket, 'message').then(([data]) => String(data).slice(0, 3));
      const refused = once(socket, 'unexpected-response').then(() => 'refused');
      return await Promise.race([opened, refused, ended]);
    } finally {
      socket.on('error', () => undefined);
      socket.terminate();
    }
  }

  test('opens to no other site, but to this one and to programs', async () => {
    expect(await connect(foreign)).toBe('refused');
    expect(await connect('null')).toBe('refused');
    expect(await connect(`${cloud.origin}.evil.example`)).toBe('refused');
    expect(await connect(cloud.origin)).toBe('RFB');
    expect(await connect(undefined)).toBe('RFB');
  });

  test('a foreign attempt does not use the channel up for its owner', async () => {
    const { id } = (await alice.succeed('POST', '/monitor_channels/', { guest })) as Json;
    const url = `${cloud.origin.replace('http', 'ws')}/api/v1/monitor_channels/${id}`;
    const stranger = new WebSocket(url, { origin: foreign });
    await Promise.race([once(stranger, 'error'), once(stranger, 'unexpected-response')]);
    stranger.on('error', () => undefined);
    stranger.terminate();
    const own = new WebSocket(url, { origin: cloud.origin });
    const [greeting] = await once(own, 'message');
    expect(String(greeting)).toMatch(/^RFB/);
    own.terminate();
  });
});
