/** What a desktop project is made with, as clients name it, and as it is kept. */
import { DomainError } from '../../../../proto/src/errors.ts';
import type { AccessCalendar } from '../../domain/access-calendar.ts';
import type { DesktopMode, DesktopProject, Maintenance, ReleasePolicy } from '../../domain/desktop.ts';
import type { SessionTimeouts } from '../../domain/session-timeouts.ts';
import type { Context } from '../context.ts';
import { findReadyImage } from '../images/find-ready-image.ts';
import { findNetwork } from '../networks/find-network.ts';
import type { Ports } from '../ports/index.ts';
import { findVolumeType } from '../volume-types/find-volume-type.ts';
import { findZone } from '../zones/find-zone.ts';
import { noSuchReference } from './desktop-access.ts';

/** Null empties; what is absent stays, or is the default of a new project. */
export interface DesktopSettingsInput {
  readonly flavorId?: string;
  readonly imageId?: string;
  readonly mode?: DesktopMode;
  readonly networkId?: string | null;
  readonly zone?: string | null;
  readonly initScript?: string | null;
  readonly minReserve?: number | null;
  readonly namePattern?: string | null;
  readonly userVolumes?: boolean;
  readonly volumeSizeGiB?: number | null;
  readonly volumeTypeId?: string | null;
  readonly onRelease?: ReleasePolicy;
  readonly maxUsersPerServer?: number | null;
  readonly reserveShrink?: boolean;
  readonly volatile?: boolean;
  readonly timeouts?: Partial<SessionTimeouts>;
  readonly accessCalendar?: AccessCalendar | null;
  readonly maintenance?: Maintenance | null;
}

type Settings = Omit<DesktopProject, 'projectId' | 'createdAtMs'>;

/** @throws DomainError `invalid` for what does not exist, or not for the caller. */
export async function applyDesktopSettings(
  ports: Pick<Ports, 'store' | 'desktops'>,
  ctx: Context,
  before: Settings,
  input: DesktopSettingsInput,
): Promise<Settings> {
  const { store } = ports;
  const { flavorId, imageId, networkId, volumeTypeId } = input;
  if (flavorId !== undefined && !(await store.flavors.get(flavorId)))
    throw noSuchReference('flavor_id', flavorId, 'flavor');
  if (imageId !== undefined) await checkImage(ports, ctx, imageId);
  const zone = input.zone === undefined ? before.zone : (input.zone ?? ports.desktops.zone);
  if (input.zone !== undefined && !(await findZone(ports, zone)))
    throw noSuchReference('availability_zone', zone, 'availability zone');
  const userVolumes = input.userVolumes ?? before.userVolumes;
  const volumeSizeGiB = input.volumeSizeGiB === undefined ? before.volumeSizeGiB : input.volumeSizeGiB;
  return {
    flavorId: flavorId ?? before.flavorId,
    imageId: imageId ?? before.imageId,
    mode: input.mode ?? before.mode,
    network: networkId === undefined ? before.network : networkId && (await networkName(ports, networkId)),
    zone,
    initScript: kept(input.initScript, before.initScript),
    minReserve: kept(input.minReserve, before.minReserve),
    namePattern: kept(input.namePattern, before.namePattern),
    userVolumes,
    volumeSizeGiB: volumeSizeGiB ?? (userVolumes ? 1 : null),
    volumeType:
      volumeTypeId === undefined
        ? before.volumeType
        : volumeTypeId && (await volumeTypeName(ports, volumeTypeId)),
    onRelease: input.onRelease ?? before.onRelease,
    maxUsersPerServer: kept(input.maxUsersPerServer, before.maxUsersPerServer),
    reserveShrink: input.reserveShrink ?? before.reserveShrink,
    volatile: input.volatile ?? before.volatile,
    timeouts: { ...before.timeouts, ...input.timeouts },
    accessCalendar: kept(input.accessCalendar, before.accessCalendar),
    maintenance: kept(input.maintenance, before.maintenance),
  };
}

/** Of a project that says nothing. */
export async function usualDesktopSettings(ports: Pick<Ports, 'store' | 'desktops'>): Promise<Settings> {
  const { zone } = ports.desktops;
  const pool = await findZone(ports, zone);
  // One that is only external is where floating IPs come from.
  const first = (await ports.store.addressPools.list()).find(({ mode }) => mode !== 'external');
  return {
    flavorId: '',
    imageId: '',
    mode: 'standard',
    network: pool?.network || (first?.name ?? null),
    zone,
    initScript: null,
    minReserve: null,
    namePattern: null,
    userVolumes: false,
    volumeSizeGiB: null,
    volumeType: null,
    onRelease: 'rebuild',
    maxUsersPerServer: null,
    reserveShrink: false,
    volatile: false,
    timeouts: { idleS: null, disconnectS: null, longestS: null, action: 'stop' },
    accessCalendar: null,
    maintenance: null,
  };
}

async function checkImage(ports: Pick<Ports, 'store'>, ctx: Context, imageId: string): Promise<void> {
  try {
    await findReadyImage(ports, ctx, 'disk', imageId);
  } catch (error) {
    if (error instanceof DomainError && error.reason === 'image_not_ready')
      throw noSuchReference('image_id', imageId, 'image that is ready');
    if (error instanceof DomainError && error.reason === 'image_not_found')
      throw noSuchReference('image_id', imageId, 'image');
    throw error;
  }
}

async function networkName(ports: Pick<Ports, 'store'>, id: string): Promise<string> {
  const network = await findNetwork(ports.store, id);
  if (network) return network.pool.name;
  throw noSuchReference('network_id', id, 'network');
}

async function volumeTypeName(ports: Pick<Ports, 'store'>, id: string): Promise<string> {
  const type = await findVolumeType(ports.store, id);
  if (type) return type.name;
  throw noSuchReference('volume_type_id', id, 'volume type');
}

function kept<Value>(given: Value | undefined, before: Value): Value {
  return given === undefined ? before : given;
}
