import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { covers } from '../../support/covers.ts';
import type { Json, NanoClient } from '../../support/nano-client.ts';
import { nanoTime } from '../../support/nano-guests.ts';

let cloud: ControlPlane;
let admin: NanoClient;
let alice: NanoClient;
beforeAll(async () => {
  cloud = await startControlPlane();
  [admin, alice] = await Promise.all([cloud.login('admin'), cloud.login('alice')]);
  for (let n = 0; n < 30; n += 1) await alice.succeed('POST', '/logs/', { content: `line ${n}` });
});
afterAll(() => cloud[Symbol.asyncDispose]());

const texts = ({ logs }: Json) => logs.map(({ content }: Json) => content);
const lines = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, index) => `line ${from - index}`);
const ever = 'after=2020-01-01%2000:00:00&before=9999-12-31%2023:59:59';

describe('logs', () => {
  test(`${covers('GET /logs/')} tells a page, newest first, of the last day`, async () => {
    const page = await admin.get('/logs/?limit=10');
    expect(page).toEqual({ logs: expect.any(Array), total: 30 });
    expect(page.logs[0]).toEqual({
      id: expect.stringMatching(/^\d{18}$/),
      time: nanoTime,
      content: 'line 29',
    });
    expect(texts(page)).toEqual(lines(29, 20));
    expect(texts(await admin.get('/logs/?limit=10&start=10'))).toEqual(lines(19, 10));
    expect(await admin.get('/logs/?limit=10&start=30')).toEqual({ logs: [], total: 30 });
    expect(await admin.get('/logs?start=99999999')).toEqual({ logs: [], total: 30 });
    for (const limit of ['', '?limit=0', '?limit=101', '?after=&before='])
      expect(texts(await admin.get(`/logs/${limit}`))).toEqual(lines(29, 10));
    expect(texts(await admin.get('/logs/?limit=100'))).toHaveLength(30);
  });

  test('are searched by time', async () => {
    const { time } = (await admin.get('/logs/?limit=1')).logs[0];
    const at = encodeURIComponent(time);
    const { logs } = await admin.get(`/logs/?limit=100&after=${at}&before=${at}`);
    expect(logs.length).toBeGreaterThan(0);
    expect(new Set(logs.map((entry: Json) => entry.time))).toEqual(new Set([time]));
    expect((await admin.get(`/logs/?limit=1&${ever}`)).total).toBe(30);
    const past = 'after=0001-01-01%2000:00:00&before=2020-01-01%2000:00:00';
    expect(await admin.get(`/logs/?${past}`)).toEqual({ logs: [], total: 0 });
    expect(await admin.get('/logs/?before=2020-01-01%2000:00:00')).toEqual({ logs: [], total: 0 });
  });

  test.each([
    ['after=yesterday', 'after must be a time of the form YYYY-MM-DD HH:MM:SS, not "yesterday"'],
    ['before=2026-02-30%2000:00:00', 'before must be a time'],
    ["after=2026-01-01'%20or%201=1", 'after must be a time'],
    ['after=2021-01-01%2000:00:00&before=2020-01-01%2000:00:00', 'after must not be later than before'],
    ['after=9999-01-01%2000:00:00', 'after must not be later than before'],
    ['limit=many', 'limit must be a whole number'],
    ['limit=-1', 'limit must be a whole number'],
    ['start=1.5', 'start must be a whole number'],
  ])('are refused for %s', async (query, message) => {
    expect(await admin.fail('GET', `/logs/?${query}`)).toContain(message);
  });

  test('need the menu, but for adding', async () => {
    expect(await alice.fail('GET', '/logs/')).toContain('logs.use');
    expect(await alice.fail('DELETE', '/logs/', { entries: [] })).toContain('logs.use');
    expect(await cloud.nobody.fail('GET', '/logs/')).toBe('unauthenticated request');
    expect(await cloud.nobody.fail('DELETE', '/logs/', { entries: [] })).toBe('unauthenticated request');
  });

  test(`${covers('DELETE /logs/')} deletes entries, never the audit`, async () => {
    const audit = async () => (await (await admin.raw('GET', '/cellar/v1/audit?limit=1000')).json()).audit;
    const before: Json[] = await audit();
    const { logs } = await admin.get('/logs/?limit=3');
    const entries = logs.map(({ id }: Json) => id);
    const absent = '201812011457390001';
    expect(await admin.call('DELETE', '/logs/', { entries: [...entries, absent, absent] })).toMatchObject({
      status: 200,
      error_code: 0,
      data: '',
    });
    expect(texts(await admin.get('/logs/?limit=100'))).toEqual(lines(26, 0));
    const after: Json[] = await audit();
    expect(after.slice(1)).toEqual(before);
    expect(after[0]).toMatchObject({
      action: 'delete-logs',
      actor: { name: 'admin' },
      details: { deleted: 3 },
    });
    await admin.succeed('DELETE', '/logs/', { entries: [] });
    for (const [body, message] of [
      [{}, 'entries is missing'],
      [{ entries: 'x' }, 'entries must be a list'],
      [{ entries: ['123'] }, 'entries[0] must be a log id of 18 digits'],
      [{ entries: [20_181_201] }, 'entries[0] must be text'],
      [{ entries: ["' or 1=1 --"] }, 'entries[0] must be a log id'],
    ] as const)
      expect(await admin.fail('DELETE', '/logs/', body)).toContain(message);
    expect((await admin.get('/logs/')).total).toBe(27);
  });
});
