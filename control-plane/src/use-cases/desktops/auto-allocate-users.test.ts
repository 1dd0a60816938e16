import { sampleContext, sampleGuest } from '../../../../test/support/domain-samples.ts';
import { enginePorts } from '../../../../test/support/engine-bench.ts';
import { describeOperationLaws } from '../../../../test/support/operation-laws.ts';
import { openTemporaryStore } from '../../../../test/support/temporary-store.ts';
import type { Store } from '../ports/index.ts';
import { autoAllocateUsersOperation } from './auto-allocate-users.ts';

const projectId = 'project';
const people = ['anna', 'bert', 'cora'];
const desktops = ['desktop-1', 'desktop-2'];

async function fill(store: Store): Promise<void> {
  const { nowMs: createdAtMs } = sampleContext();
  await store.users.insertIdentityDefaults(null, createdAtMs);
  const about = { domainId: 'default', description: '', enabled: true, createdAtMs };
  await store.identity.insertProject({
    ...about,
    id: projectId,
    name: 'desks',
    parentId: null,
    isDomain: false,
    tags: ['trs'],
  });
  const flavor = { id: 'flavor', name: 'small', description: '', cores: 1, memoryBytes: 1, diskBytes: 0 };
  await store.flavors.insert({ ...flavor, createdAtMs });
  await store.desktops.insertProject({
    projectId,
    flavorId: 'flavor',
    imageId: 'image',
    mode: 'standard',
    network: null,
    zone: 'default',
    initScript: null,
    minReserve: null,
    namePattern: null,
    userVolumes: false,
    volumeSizeGiB: null,
    volumeType: null,
    onRelease: 'keep',
    maxUsersPerServer: null,
    reserveShrink: false,
    volatile: false,
    timeouts: { idleS: null, disconnectS: null, longestS: null, action: 'stop' },
    accessCalendar: null,
    maintenance: null,
    createdAtMs,
  });
  const role = await store.identity.findRole('member');
  for (const id of people) {
    await store.users.insert({ ...about, id, name: id, nick: '', mail: '', passwordHash: '' });
    const target = { kind: 'project', id: projectId } as const;
    const assignment = {
      roleId: role?.id ?? '',
      holder: { kind: 'user', id },
      target,
      inherited: false,
    } as const;
    await store.identity.assign(assignment);
  }
  for (const [launchIndex, id] of desktops.entries()) {
    await store.guests.insert(sampleGuest({ id, name: id, projectId, phase: 'ready' }));
    const made = { projectId, name: id, description: '', state: 'ready', origin: 'reserve' } as const;
    const reservationId = 'r-abcdefgh';
    await store.desktops.insertServer({
      maintenance: null,
      ...made,
      id,
      reservationId,
      launchIndex,
      createdAtMs,
    });
  }
}

async function makeWorld() {
  const temporary = await openTemporaryStore();
  const { store } = temporary;
  await fill(store);
  return {
    ports: enginePorts(store),
    subject: { kind: 'project', id: projectId },
    input: { projectId, actor: sampleContext().actor },
    state: () => Promise.all(desktops.map((id) => store.desktops.assignmentsOf(id).then(holders))),
    [Symbol.asyncDispose]: () => temporary[Symbol.asyncDispose](),
  };
}

function holders(assignments: readonly { readonly holder: { readonly id: string } }[]): string[] {
  return assignments.map(({ holder }) => holder.id);
}

describeOperationLaws(autoAllocateUsersOperation, makeWorld, { pointOfNoReturn: 'allocate' });
