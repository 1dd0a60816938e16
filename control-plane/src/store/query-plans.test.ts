/** What is asked often is answered from an index, in its order: seen in SQLite's own plans. */
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openTemporaryStore, type TemporaryStore } from '../../../test/support/temporary-store.ts';
import type { Store } from '../use-cases/ports/index.ts';
import { Connection } from './db.ts';

let temporary: TemporaryStore;
let database: Database.Database;
beforeAll(async () => {
  temporary = await openTemporaryStore();
  database = new Database(temporary.path);
});
afterAll(async () => {
  database.close();
  await temporary[Symbol.asyncDispose]();
});

async function plansOf(work: (store: Store) => Promise<unknown>): Promise<string[]> {
  const execute = vi.spyOn(Connection.prototype, 'execute');
  try {
    await work(temporary.store);
    const queries = execute.mock.calls
      .map(([query]) => query)
      .filter(({ sql }) => !/^(begin|commit|rollback)/.test(sql));
    return queries.flatMap(({ sql, parameters }) => {
      const rows = database.prepare(`explain query plan ${sql}`).all(parameters) as { detail: string }[];
      return rows.map(({ detail }) => detail);
    });
  } finally {
    execute.mockRestore();
  }
}

const page = { limit: 100, offset: 0 };
const own = { all: false, userId: 'u', groupId: null } as const;
const group = { all: false, userId: 'u', groupId: 'g' } as const;
const subject = { kind: 'guest', id: 'g' };

const searches: [string, (store: Store) => Promise<unknown>][] = [
  ['all guests', (store) => store.guests.list({ scope: { all: true } }, page)],
  ['guests of a pool', (store) => store.guests.list({ scope: { all: true }, pool: 'p' }, page)],
  ['guests of a cell', (store) => store.guests.list({ scope: { all: true }, cellId: 'c' }, page)],
  ['own guests', (store) => store.guests.list({ scope: own }, page)],
  ['own guests of a pool', (store) => store.guests.list({ scope: own, pool: 'p', created: true }, page)],
  ['guests of the group', (store) => store.guests.list({ scope: group }, page)],
  ['guests of the group in a pool', (store) => store.guests.list({ scope: group, pool: 'p' }, page)],
  ['guests unlike their pool', (store) => store.guests.unlikePool('p', true, 20)],
  ['images of the group', (store) => store.images.list({ kind: 'disk', scope: group })],
  ['newest operations', (store) => store.operations.list({}, page)],
  ['operations of a subject', (store) => store.operations.list({ subject }, page)],
  ['failed operations', (store) => store.operations.list({ state: 'failed' }, page)],
  ['logs', (store) => store.logs.list({ fromMs: 0, toMs: 1 }, page)],
  ['audit', (store) => store.audit.list(page)],
  ['audit of a subject', (store) => store.audit.list(page, { subjectKind: 'guest', subjectId: 'g' })],
  ['audit of an actor', (store) => store.audit.list(page, { actorName: 'a', beforeId: 9 })],
  ['audit of an action', (store) => store.audit.list(page, { action: 'create-guest', outcome: 'done' })],
  ['audit of a request', (store) => store.audit.list(page, { requestId: 'r' })],
  ['warnings', (store) => store.warnings.list({ cleared: false }, page)],
  ['warnings of the past', (store) => store.warnings.list({ cleared: true }, page)],
];

describe('a page is read without sorting', () => {
  it.each(searches)('%s', async (_, search) => {
    const plans = await plansOf(search);
    expect(plans.length).toBeGreaterThan(0);
    expect(plans.filter((plan) => plan.includes('TEMP B-TREE'))).toEqual([]);
  });
});

it('guests of a cell in a pool are found without looking at others of either', async () => {
  const scope = { all: true } as const;
  const plans = await plansOf((store) => store.guests.list({ scope, pool: 'p', cellId: 'c' }, page));
  expect(plans).toEqual([expect.stringContaining('guests_cell_pool (cell_id=? AND pool=?)')]);
  // That index has those guests only.
  const moving = await plansOf((store) => store.guests.migrating());
  expect(moving).toEqual([expect.stringContaining('guests_migrating')]);
});

const calls: [string, (store: Store) => Promise<unknown>][] = [
  ...searches.filter(
    ([name]) =>
      !['all guests', 'newest operations', 'audit', 'logs', 'warnings', 'warnings of the past'].includes(
        name,
      ),
  ),
  ['a guest', (store) => store.guests.get('x')],
  ['an Ethernet address', (store) => store.guests.hasEthernetAddress('x')],
  ['a free address', (store) => store.addressPools.firstFree('p', { from: 1, to: 65_000 })],
  ['allocated addresses', (store) => store.addressPools.allocations('p', { from: 1, to: 9 })],
  [
    'the number of allocated addresses',
    (store) => store.addressPools.countAllocations('p', { from: 1, to: 9 }),
  ],
  ['the addresses of a guest', (store) => store.addressPools.release({ kind: 'guest', id: 'x' })],
  ['a session', (store) => store.sessions.get('x')],
  ['a channel', (store) => store.channels.take('x', 0)],
  ['a cell by name', (store) => store.cells.findByName('x')],
  ['the guests of a cell', (store) => store.cells.countGuests('x')],
  ['an image by content', (store) => store.images.findBySha256('x')],
  ['the use of an image', (store) => store.guests.usesImage('x')],
  ['a user by name', (store) => store.users.findByName('x')],
  ['the group of a user', (store) => store.users.groupOf('x')],
  ['the members of a group', (store) => store.users.membersOf('x')],
  ['the roles of a group', (store) => store.users.rolesOf('x')],
  ['the groups of a role', (store) => store.users.groupsWithRole('x')],
  ['what a user owns', (store) => store.users.ownedBy({ kind: 'user', id: 'x' })],
  ['what a group owns', (store) => store.users.ownedBy({ kind: 'group', id: 'x' })],
  ['the end of a user', (store) => store.users.remove('x')],
  ['a token', (store) => store.tokens.get('x')],
  ['tokens that are over', (store) => store.tokens.removeExpired(0)],
  ['tokens of a project', (store) => store.tokens.endScoped({ kind: 'project', id: 'x' })],
  ['roles on a project', (store) => store.identity.rolesOn('x', { kind: 'project', id: 'y' })],
  ['roles on a domain', (store) => store.identity.rolesOn('x', { kind: 'domain', id: 'y' })],
  ['the projects of a user', (store) => store.identity.projectsOf('x')],
  ['the domains of a user', (store) => store.identity.domainsOf('x')],
  ['projects below', (store) => store.identity.projectsBelow('x')],
  ['a project by name', (store) => store.identity.findProject('x', 'y')],
  ['assignments of a user', (store) => store.identity.listAssignments({ holder: { kind: 'user', id: 'x' } })],
  ['users of a group', (store) => store.users.listUsers({ groupId: 'x' })],
  ['groups of a user', (store) => store.users.searchGroups({ userId: 'x' })],
  ['a desktop project', (store) => store.desktops.getProject('x')],
  ['projects with a flavor', (store) => store.desktops.projectsThatUse({ flavorId: 'x' })],
  ['projects with an image', (store) => store.desktops.projectsThatUse({ imageId: 'x' })],
  ['projects on a network', (store) => store.desktops.projectsThatUse({ network: 'x' })],
  ['the next number of a desktop', (store) => store.desktops.takeNumber('x')],
  ['how many desktops a project has', (store) => store.desktops.countServers('x')],
  ['the counts of a project', (store) => store.desktops.countsOf('x')],
  ['the guests of a project', (store) => store.desktops.guestsOf('x')],
  ['who has a desktop', (store) => store.desktops.assignmentsOf('x')],
  ['the floating IP of a user', (store) => store.userFloatingIps.get('x')],
  ['what leads to a desktop', (store) => store.userFloatingIps.leadingTo('x')],
  ['what does not lead where it shall', (store) => store.userFloatingIps.notLeading(0, 100)],
  ['the volumes of a guest', (store) => store.volumes.list({ guestId: 'x' })],
  ['the volumes of a project', (store) => store.volumes.list({ projectIds: ['x'] })],
  ['volumes to be let go of', (store) => store.volumes.detaching(0, 100)],
  ['volumes on a storage', (store) => store.volumes.countOnStorage('x')],
  ['the volume of a user', (store) => store.volumes.assignmentOf('x', 'y')],
  ['the users of a volume', (store) => store.volumes.listAssignments({ volumeIds: ['x'] })],
  ['unfinished operations', (store) => store.operations.unfinished()],
  ['the newest operation of a subject', (store) => store.operations.latest(subject, 'start-guest')],
  ['the items of a batch', (store) => store.batches.items('x')],
  ['unfinished batches', (store) => store.batches.unfinished()],
  ['batches that are over', (store) => store.batches.removeFinished(0)],
  ['the end of a batch item', (store) => store.batches.endItem('x', 0, null)],
  ['sessions that are over', (store) => store.sessions.removeExpired(0)],
  ['logs of a time', (store) => store.logs.list({ fromMs: 0, toMs: 1 }, page)],
  ['the end of a log', (store) => store.logs.remove(['x'])],
  ['a log', (store) => store.logs.append('x', 0)],
];

describe('no table is read as a whole', () => {
  it.each(calls)('%s', async (_, call) => {
    const plans = await plansOf(call);
    expect(plans.length).toBeGreaterThan(0);
    expect(plans.filter((plan) => /^SCAN (?!above|below)/.test(plan))).toEqual([]);
  });
});
