import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { covers } from '../../support/covers.ts';
import type { Json, NanoClient } from '../../support/nano-client.ts';
import { createdGuest, guestRequest, nanoTime, unknownId } from '../../support/nano-guests.ts';
import { poll } from '../../support/poll.ts';

let cloud: ControlPlane;
let admin: NanoClient;
let alice: NanoClient;
let erin: NanoClient;
let frank: NanoClient;
let template: string;
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 1 });
  const clients = [cloud.login('admin'), cloud.login('alice'), cloud.login('erin'), cloud.login('frank')];
  [admin, alice, erin, frank] = (await Promise.all(clients)) as [
    NanoClient,
    NanoClient,
    NanoClient,
    NanoClient,
  ];
  template = (await alice.get('/templates/')).find(({ name }: Json) => name === 'CentOS 7').id;
});
afterAll(() => cloud[Symbol.asyncDispose]());

let guests = 0;
/** A new guest of alice's, and the path of its snapshots. */
async function guest(client = alice, change: Json = {}): Promise<{ id: string; path: string }> {
  guests += 1;
  const id = await createdGuest(client, guestRequest(template, { name: `snap-${guests}`, ...change }));
  return { id, path: `/instances/${id}/snapshots/` };
}

async function take(path: string, ...names: string[]): Promise<void> {
  for (const name of names) await alice.succeed('POST', path, { name });
}

describe('snapshots', () => {
  test(`${covers('POST /instances/{id}/snapshots/')} and ${covers('PUT /instances/{id}/snapshots/')} make a tree, which ${covers('GET /instances/{id}/snapshots/')} shows by name`, async () => {
    const { path } = await guest();
    expect(await alice.get(path)).toEqual({});
    const done = { status: 200, error_code: 0, message: '', data: '' };
    expect(await alice.call('POST', path, { name: 'origin', description: 'first' })).toEqual(done);
    await take(path, 'next');
    expect(await alice.succeed('PUT', path, { target: 'origin' })).toBe('');
    await take(path, 'another_branch', 'another_end');
    const tree = {
      origin: { is_root: true },
      next: { backing: 'origin' },
      another_branch: { backing: 'origin' },
      another_end: { backing: 'another_branch', is_current: true },
    };
    expect(await alice.get(path)).toEqual(tree);
    expect(await alice.get(path.slice(0, -1))).toEqual(tree);
    expect(await admin.get(path)).toEqual(tree);
  });

  test(`${covers('GET /instances/{id}/snapshots/{name}')} tells what it is`, async () => {
    const { path } = await guest();
    await alice.succeed('POST', path, { name: 'a-1_.x', description: 'ein <Bild>' });
    expect(await alice.get(`${path}a-1_.x`)).toEqual({
      running: false,
      description: 'ein <Bild>',
      create_time: nanoTime,
    });
    await take(path, '__proto__');
    expect(await alice.get(`${path}__proto__/`)).toMatchObject({ running: false, description: '' });
    expect(Object.keys(await alice.get(path))).toEqual(['__proto__', 'a-1_.x']);
    expect(await alice.fail('GET', `${path}none`)).toContain("no snapshot 'none'");
    expect(await alice.fail('GET', `${path}toString`)).toContain("no snapshot 'toString'");
  });

  test(`${covers('DELETE /instances/{id}/snapshots/{name}')} gives its children to its parent`, async () => {
    const { path } = await guest();
    await take(path, 'a', 'b', 'c');
    expect(await alice.succeed('DELETE', `${path}b`)).toBe('');
    expect(await alice.get(path)).toEqual({
      a: { is_root: true },
      c: { backing: 'a', is_current: true },
    });
    await alice.succeed('DELETE', `${path}c`);
    await alice.succeed('DELETE', `${path}a`, {});
    expect(await alice.get(path)).toEqual({});
    expect(await alice.fail('DELETE', `${path}a`)).toContain("no snapshot 'a'");
  });

  test('the root of several branches stays until one is left', async () => {
    const { path } = await guest();
    await take(path, 'root', 'left');
    await alice.succeed('PUT', path, { target: 'root' });
    expect(await alice.fail('DELETE', `${path}root`)).toContain("'root' is the root of several branches");
    await take(path, 'right');
    expect(await alice.fail('DELETE', `${path}root`)).toContain("'root' is the root of several branches");
    await alice.succeed('DELETE', `${path}left`);
    await alice.succeed('DELETE', `${path}root`);
    expect(await alice.get(path)).toEqual({ right: { is_root: true, is_current: true } });
  });

  test('a running guest has snapshots with its memory, which bring it back running', async () => {
    const { id, path } = await guest();
    await take(path, 'off');
    await alice.succeed('POST', `/instances/${id}`, {});
    await take(path, 'on');
    expect(await alice.get(`${path}on`)).toMatchObject({ running: true });
    expect(await alice.fail('PUT', path, { target: 'off' })).toContain("stop it to restore snapshot 'off'");
    await alice.succeed('PUT', path, { target: 'on' });
    await alice.succeed('DELETE', `/instances/${id}`, { force: true });
    await alice.succeed('PUT', path, { target: 'on' });
    expect(await alice.get(`/instances/${id}`)).toMatchObject({ running: true });
    await alice.succeed('DELETE', `/instances/${id}`, { force: true });
    await alice.succeed('PUT', path, { target: 'off' });
    expect(await alice.get(`/instances/${id}`)).toMatchObject({ running: false });
  });

  test.each([
    ['name is missing', {}],
    ['name must not be empty', { name: '' }],
    ['name must be text', { name: 7 }],
    ['two words', { name: 'two words' }],
    ['a/b', { name: 'a/b' }],
    ['illegal name', { name: 'ü' }],
    ['illegal name', { name: '..' }],
    ['name must be one line without control characters', { name: 'a\n' }],
    ['illegal name', { name: 'x'.repeat(65) }],
    ["a snapshot 'taken' already", { name: 'taken' }],
    ['description must be text', { name: 'a', description: 7 }],
    ['description', { name: 'a', description: 'x'.repeat(1001) }],
  ])('refuses to create: %s', async (message, body) => {
    const { path } = await guest();
    await take(path, 'taken');
    expect(await alice.fail('POST', path, body)).toContain(message);
    expect(await alice.get(path)).toEqual({ taken: { is_root: true, is_current: true } });
  });

  test('refuses to restore what is not there, and unknown guests', async () => {
    const { path } = await guest();
    expect(await alice.fail('PUT', path, { target: 'none' })).toContain("no snapshot 'none'");
    expect(await alice.fail('PUT', path, {})).toContain('target is missing');
    const unknown = `/instances/${unknownId}/snapshots/`;
    for (const [method, name, body] of [
      ['GET', '', undefined],
      ['POST', '', { name: 'a' }],
      ['PUT', '', { target: 'a' }],
      ['GET', 'a', undefined],
      ['DELETE', 'a', undefined],
    ] as const) {
      expect(await alice.fail(method, unknown + name, body)).toBe(`invalid instance '${unknownId}'`);
    }
  });

  test('who sees a guest sees its snapshots; only its owner and administrators change them', async () => {
    const { path } = await guest(erin, { owner: 'erin', group: 'open' });
    await erin.succeed('POST', path, { name: 'a' });
    expect(await frank.get(path)).toEqual({ a: { is_root: true, is_current: true } });
    expect(await frank.fail('POST', path, { name: 'b' })).toContain('another user');
    expect(await frank.fail('PUT', path, { target: 'a' })).toContain('another user');
    expect(await frank.fail('DELETE', `${path}a`)).toContain('another user');
    expect(await alice.fail('GET', path)).toContain('invalid instance');
    expect(await cloud.nobody.fail('GET', path)).toContain('unauthenticated');
    await admin.succeed('DELETE', `${path}a`);
  });

  test('a guest goes with its snapshots; each change is in the audit with its name', async () => {
    const { id, path } = await guest();
    await take(path, 'a', 'b');
    await alice.succeed('DELETE', `/guests/${id}`, { force: false });
    await poll('the guest is gone', async () => {
      return (await alice.call('GET', `/guests/${id}`)).message === `invalid instance '${id}'`;
    });
    const { audit } = (await (await admin.raw('GET', '/cellar/v1/audit')).json()) as Json;
    const entry = audit.find(({ subject, details }: Json) => subject.id === id && details.snapshot === 'b');
    expect(entry).toMatchObject({ action: 'create-snapshot', outcome: 'accepted', actor: { name: 'alice' } });
  });
});
