import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import type { Json, NanoClient } from '../../support/nano-client.ts';
import { createdGuest, guestRequest, unknownId } from '../../support/nano-guests.ts';
import { poll } from '../../support/poll.ts';

let cloud: ControlPlane;
let admin: NanoClient;
let alice: NanoClient;
let guestId: string;
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 1 });
  [admin, alice] = await Promise.all([cloud.login('admin'), cloud.login('alice')]);
  const [template] = (await alice.call('GET', '/templates/')).data;
  guestId = await createdGuest(alice, guestRequest(template.id));
  await alice.call('POST', `/instances/${guestId}`);
});
afterAll(() => cloud[Symbol.asyncDispose]());

async function usage(client: NanoClient, path: string) {
  const answer = await client.raw('GET', `/cellar/v1${path}`);
  return { status: answer.status, body: (await answer.json()) as Json };
}

const sample = {
  at: expect.stringMatching(/:00\.000Z$/),
  cpu_percent: expect.any(Number),
  memory_available_bytes: expect.any(Number),
  disk_available_bytes: expect.any(Number),
  disk_read_bytes_per_s: expect.any(Number),
  disk_write_bytes_per_s: expect.any(Number),
  network_receive_bytes_per_s: expect.any(Number),
  network_send_bytes_per_s: expect.any(Number),
};
const gap = Object.fromEntries(Object.keys(sample).map((key) => [key, key === 'at' ? sample.at : null]));

/** A guest's agent, which tells of memory and disks, takes some seconds to answer. */
const isKnown = (one: Json) => Object.values(one).every((value) => value !== null);

describe('usage of the last day', () => {
  test.each([
    ['a cell, for who sees cells', () => usage(admin, '/cells/cell-1/usage')],
    ['a guest, for its owner', () => usage(alice, `/guests/${guestId}/usage`)],
  ])('of %s', async (_what, ask) => {
    let body: Json = {};
    const measured = async () => {
      ({ body } = await ask());
      return body.usage.samples.some(isKnown);
    };
    await poll('something is measured', measured);
    const { samples, ...range } = body.usage;
    expect(range).toEqual({ from: expect.any(String), to: expect.any(String), step_s: 60 });
    expect(samples.length).toBeGreaterThanOrEqual(60);
    expect(samples[0]).toEqual(gap);
    const [known] = samples.filter(isKnown);
    expect(known).toEqual(sample);
    expect(known.cpu_percent).toBeLessThanOrEqual(101);
  });

  test('in the steps and between the times that are asked for', async () => {
    const hour = 3_600_000;
    const now = Date.now();
    const at = (ago: number) => new Date(now - ago).toISOString();
    const day = `from=${at(48 * hour)}&to=${at(0)}`;
    const { body } = await usage(admin, `/cells/cell-1/usage?${day}`);
    expect(body.usage.step_s).toBe(300);
    expect(body.usage.samples.length).toBeGreaterThanOrEqual(288);
    expect(body.usage.samples.length).toBeLessThanOrEqual(290);
    const hours = (await usage(admin, `/cells/cell-1/usage?${day}&step=3600`)).body.usage;
    expect([24, 25]).toContain(hours.samples.length);
  });

  test.each([
    ['step=7'],
    ['from=yesterday'],
    ['from=2040-01-01T00:00:00Z'],
    ['to=1999-01-01T00:00:00Z&from=2020-01-01T00:00:00Z'],
  ])('refuses %s', async (query) => {
    const { status, body } = await usage(alice, `/guests/${guestId}/usage?${query}`);
    expect(status).toBe(400);
    expect(body.error.code).toBe('invalid');
  });

  test('is hidden from who does not see the guest', async () => {
    const bob = await cloud.login('bob');
    expect((await usage(bob, `/guests/${guestId}/usage`)).status).toBe(404);
    expect((await usage(alice, `/guests/${unknownId}/usage`)).status).toBe(404);
    expect((await usage(admin, '/cells/nobody/usage')).status).toBe(404);
    expect((await usage(cloud.nobody, `/guests/${guestId}/usage`)).status).toBe(401);
  });
});
