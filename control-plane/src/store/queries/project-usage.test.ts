/** What is counted with each change is what a count of everything gives. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleGuest, startMs } from '../../../../test/support/domain-samples.ts';
import { openTemporaryStore, type TemporaryStore } from '../../../../test/support/temporary-store.ts';
import type { ProjectUsage } from '../../domain/adjutant.ts';

const MiB = 2 ** 20;
const projects = ['p1', 'p2'];

let temporary: TemporaryStore;
beforeAll(async () => {
  temporary = await openTemporaryStore();
  const { store } = temporary;
  const domain = { id: 'default', name: 'Default', description: '', enabled: true, createdAtMs: startMs };
  if (!(await store.identity.getDomain('default'))) await store.identity.insertDomain(domain);
  const project = { domainId: 'default', parentId: null, description: '', enabled: true, isDomain: false };
  for (const id of projects)
    await store.identity.insertProject({ ...project, id, name: id, tags: [], createdAtMs: startMs });
  const visibility = { instances: false, mediaImages: false, diskImages: false };
  const group = { domainId: 'default', display: '', nano: true, roles: [], visibility };
  for (const id of ['g1', 'g2']) await store.users.insertGroup({ ...group, id, name: id });
  const settings = { gateway: 1, dns: [], provider: 'dhcp', mode: 'internal' } as const;
  await store.addressPools.insert({ name: 'net', ...settings, createdAtMs: startMs });
});
afterAll(() => temporary?.[Symbol.asyncDispose]());

interface ModelGuest {
  groupId: string;
  projectId: string | null;
  cores: number;
  snapshots: number;
  addresses: number;
}

const guestId = fc.constantFrom('a', 'b', 'c');
const change = fc.oneof(
  fc.record({
    kind: fc.constant('come' as const),
    id: guestId,
    groupId: fc.constantFrom('g1', 'g2'),
    projectId: fc.option(fc.constantFrom(...projects)),
    addresses: fc.nat(2),
  }),
  fc.record({ kind: fc.constant('go' as const), id: guestId }),
  fc.record({ kind: fc.constant('cores' as const), id: guestId, cores: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ kind: fc.constant('snapshots' as const), id: guestId, count: fc.nat(3) }),
  fc.record({
    kind: fc.constant('link' as const),
    groupId: fc.constantFrom('g1', 'g2'),
    projectId: fc.option(fc.constantFrom(...projects)),
  }),
);

test('guests, snapshots, addresses and links of groups', async () => {
  let address = 1;
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 25 }), async (changes) => {
      const { store } = temporary;
      const guests = new Map<string, ModelGuest>();
      const links = new Map<string, string | null>();
      for (const groupId of ['g1', 'g2']) await store.users.linkProject(groupId, null);
      for (const one of changes) {
        if (one.kind === 'link') {
          links.set(one.groupId, one.projectId);
          await store.users.linkProject(one.groupId, one.projectId);
          continue;
        }
        const guest = guests.get(one.id);
        if (one.kind === 'come' && guest === undefined) {
          const { id, groupId, projectId, addresses } = one;
          const holder = { kind: 'guest', id } as const;
          for (let n = 0; n < addresses; n += 1) {
            await store.addressPools.allocate({ pool: 'net', side: 'internal', address, holder });
            address += 1;
          }
          await store.guests.insert(sampleGuest({ id, name: id, groupId, projectId, cores: 1 }));
          guests.set(id, { groupId, projectId, cores: 1, snapshots: 0, addresses });
        } else if (one.kind === 'go') {
          await store.guests.remove(one.id);
          guests.delete(one.id);
        } else if (one.kind === 'cores' && guest !== undefined) {
          await store.guests.update(one.id, { cores: one.cores });
          guest.cores = one.cores;
        } else if (one.kind === 'snapshots' && guest !== undefined) {
          const about = { description: '', createdAtMs: 1, running: false, parent: '', current: false };
          const all = Array.from({ length: one.count }, (_, n) => ({ ...about, name: `s${n}` }));
          await store.snapshots.replace(one.id, all);
          guest.snapshots = one.count;
        }
      }
      for (const project of projects) {
        const own = [...guests.values()].filter(
          ({ projectId, groupId }) => (projectId ?? links.get(groupId) ?? null) === project,
        );
        const sum = (of: (guest: ModelGuest) => number) => own.reduce((total, one) => total + of(one), 0);
        const expected: ProjectUsage = {
          instances: own.length,
          cores: sum(({ cores }) => cores),
          memoryBytes: own.length * 1024 * MiB,
          diskBytes: own.length * 5 * 1024 * MiB,
          snapshots: sum(({ snapshots }) => snapshots),
          addresses: sum(({ addresses }) => addresses),
        };
        expect(await store.adjutant.usageOf(project)).toEqual(expected);
      }
      for (const id of guests.keys()) await store.guests.remove(id);
      for (const project of projects)
        expect(Object.values(await store.adjutant.usageOf(project))).toEqual([0, 0, 0, 0, 0, 0]);
    }),
    { numRuns: 40 },
  );
}, 60_000);
