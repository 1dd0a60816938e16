/** Many requests at once: no room is given twice, no name, and of two verbs on one guest one waits its turn or is told why. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contradictions } from '../faults/consistency.ts';
import { type RunningDevCluster, startDevCluster } from '../support/dev-cluster.ts';
import { DevUser } from '../support/dev-user.ts';
import type { Json, NanoAnswer } from '../support/nano-client.ts';
import { poll } from '../support/poll.ts';

const GiB = 2 ** 30;
/** Of each fake cell; `placement.overcommit` is 1 here. */
const cellMemoryBytes = 128 * GiB;
const guestMemoryBytes = 8 * GiB;
const cells = 8;
let cluster: RunningDevCluster;
let user: DevUser;

beforeAll(async () => {
  const environment = { CELLAR_PLACEMENT_OVERCOMMIT: '1' };
  cluster = await startDevCluster({ cells, hypervisor: 'fake', environment });
  user = await DevUser.login(cluster);
});
afterAll(() => cluster?.stop());

const ok = (answer: NanoAnswer) => answer.error_code === 0;
const messages = (answers: readonly NanoAnswer[]) =>
  answers.filter((one) => !ok(one)).map((one) => one.message);
const many = <T>(count: number, make: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, n) => make(n)));

async function clear(): Promise<void> {
  const answers = await Promise.all((await user.guests()).map(({ id }) => user.delete(id)));
  expect(messages(answers)).toEqual([]);
}

test('a hundred guests are created at once', async () => {
  const answers = await many(100, (n) => user.submit(`many${n}`));
  expect(messages(answers)).toEqual([]);
  await user.settled();
  const guests = await user.guests();
  expect(guests).toHaveLength(100);
  expect(guests.every(({ created }) => created)).toBe(true);
  expect(new Set(guests.map(({ ethernet_address }) => ethernet_address)).size).toBe(100);
  expect(new Set(guests.map(({ cell }) => cell)).size).toBe(cells);
  expect((await user.operations('&kind=create-guest&state=done')).length).toBe(100);
  expect(await contradictions(cluster.data, user)).toEqual([]);
  await clear();
});

test('room is never given twice, and what is missing is told of each cell', async () => {
  const room = (cells * cellMemoryBytes) / guestMemoryBytes;
  const answers = await many(room + 20, (n) => user.submit(`big${n}`, { memory: guestMemoryBytes }));
  await user.settled();
  const byCell = new Map<string, number>();
  for (const { cell, memory } of await user.guests()) byCell.set(cell, (byCell.get(cell) ?? 0) + memory);
  for (const bytes of byCell.values()) expect(bytes).toBeLessThanOrEqual(cellMemoryBytes);
  const refusals = messages(answers);
  expect(refusals.length).toBeGreaterThanOrEqual(20);
  const message = await user.nano.fail('POST', '/guests/', await aBigGuest());
  for (let n = 1; n <= cells; n += 1)
    expect(message).toMatch(new RegExp(`cell 'cell${n}' lacks \\d+ MiB of memory`));
  expect(await contradictions(cluster.data, user)).toEqual([]);
  await clear();
});

async function aBigGuest(): Promise<object> {
  const [{ owner, group }] = await user.guests();
  const [{ id: template }] = await user.nano.get('/templates/');
  const size = { cores: 1, memory: 16 * GiB, disks: [GiB] };
  return { name: 'toobig', owner, group, template, pool: 'default', ...size };
}

test('of two guests with one name exactly one is created', async () => {
  const answers = await many(8, () => user.submit('twin'));
  expect(answers.filter(ok)).toHaveLength(1);
  for (const message of messages(answers)) expect(message).toContain("'twin'");
  await user.settled();
  expect((await user.guests()).map(({ name }) => name)).toEqual(['twin']);
  await clear();
});

describe('verbs on one guest', () => {
  test('of several starts one works, and the others name what is under way or has happened', async () => {
    const id = await user.create('started');
    const answers = await many(6, () => user.start(id));
    expect(answers.filter(ok)).toHaveLength(1);
    for (const message of messages(answers)) expect(message).toMatch(/start-guest|already running/);
    expect(await user.nano.get(`/guests/${id}`)).toMatchObject({ running: true });
    await clear();
  });

  test('a start and a deletion come one after the other, in either order', async () => {
    const ids = await many(12, (n) => user.create(`raced${n}`));
    const races = await Promise.all(
      ids.map((id, n) =>
        Promise.all(n % 2 === 0 ? [user.delete(id), user.start(id)] : [user.start(id), user.delete(id)]),
      ),
    );
    for (const answers of races) {
      expect(answers.some(ok)).toBe(true);
      for (const message of messages(answers))
        expect(message).toMatch(/start-guest|delete-guest|being deleted|invalid instance/);
    }
    await user.settled();
    const left: Json[] = await user.guests();
    for (const { id, running } of left) {
      expect(running).toBe(true);
      expect(races[ids.indexOf(id)]?.filter(ok)).toHaveLength(1);
    }
    expect(await contradictions(cluster.data, user)).toEqual([]);
    await clear();
  });

  test('deleting twice at once succeeds once', async () => {
    const id = await user.create('doomed');
    const answers = await many(4, () => user.delete(id));
    expect(answers.filter(ok)).toHaveLength(1);
    for (const message of messages(answers))
      expect(message).toMatch(/delete-guest|being deleted|invalid instance/);
    await poll('it is gone', async () => (await user.guests()).length === 0);
  });
});
