/** Desktop projects and what is in them, put into a store directly. */
import type { DesktopProject } from '../../control-plane/src/domain/desktop.ts';
import type { DesktopRequest } from '../../control-plane/src/domain/desktop-request.ts';
import type { Store } from '../../control-plane/src/use-cases/ports/index.ts';
import { startMs } from './domain-samples.ts';

const createdAtMs = startMs;

/** The flavor, the identity project and its desktop settings. */
export async function insertDesktopProject(
  store: Store,
  projectId: string,
  change: Partial<DesktopProject> = {},
): Promise<void> {
  await store.users.insertIdentityDefaults(null, createdAtMs);
  const about = { domainId: 'default', description: '', enabled: true, createdAtMs };
  const place = { parentId: null, isDomain: false, tags: ['trs'] };
  await store.identity.insertProject({ ...about, ...place, id: projectId, name: 'desks' });
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
    ...change,
  });
}

/** A member of the project; his id is his name. */
export async function insertMember(store: Store, projectId: string, name: string): Promise<void> {
  const about = { domainId: 'default', enabled: true, createdAtMs };
  await store.users.insert({ ...about, id: name, name, nick: '', mail: '', passwordHash: '' });
  const role = await store.identity.findRole('member');
  const target = { kind: 'project', id: projectId } as const;
  const holder = { kind: 'user', id: name } as const;
  await store.identity.assign({ roleId: role?.id ?? '', holder, target, inherited: false });
}

/** The desktop of the guest of that id. */
export async function insertDesktop(
  store: Store,
  projectId: string,
  id: string,
  launchIndex = 0,
): Promise<void> {
  const made = {
    projectId,
    name: id,
    description: '',
    state: 'ready',
    origin: 'reserve',
    maintenance: null,
  } as const;
  await store.desktops.insertServer({ ...made, id, reservationId: 'r-abcdefgh', launchIndex, createdAtMs });
}

export function sampleDesktopRequest(change: Partial<DesktopRequest> = {}): DesktopRequest {
  return {
    id: 'request',
    userId: 'anna',
    userName: 'anna',
    domainName: 'Default',
    projectId: 'project',
    projectName: 'desks',
    state: 'in_progress',
    serverId: null,
    operationId: null,
    clientAddress: null,
    connection: null,
    clientSystem: null,
    clientInfo: null,
    warnings: [],
    failure: null,
    createdAtMs,
    finishedAtMs: null,
    ...change,
  };
}
