import { DomainError } from '../../../../proto/src/errors.ts';
import type { CloudInit, InterfaceSpec, Qos } from '../../../../proto/src/model.ts';
import { nameAfterAddress } from '../../domain/batch-names.ts';
import type { ComputePool } from '../../domain/cell.ts';
import { checkCloudInit } from '../../domain/cloud-init-rules.ts';
import { type Guest, isExternal, totalDiskBytes } from '../../domain/guest.ts';
import { checkCores, checkDisks, checkMemory, wholeSectors } from '../../domain/guest-shape.ts';
import { checkAntiAffinity, checkGuestName } from '../../domain/names.ts';
import type { SecurityPolicy } from '../../domain/policy.ts';
import type { Template } from '../../domain/template.ts';
import { networkOfProject, policyOfProject } from '../adjutant/project-network.ts';
import { requireQuota } from '../adjutant/quotas/require-quota.ts';
import type { Context } from '../context.ts';
import { findReadyImage, type ReadyImage } from '../images/find-ready-image.ts';
import { policyForGuest } from '../policies/policy-for-guest.ts';
import type { Ports, Store } from '../ports/index.ts';
import { findTemplate } from '../templates/find-template.ts';
import { chooseCell } from './choose-cell.ts';
import { completeCloudInit, completeQos } from './guest-defaults.ts';
import { requireImageFits } from './image-fits.ts';
import type { Owner } from './owner.ts';
import { planInterfaces } from './plan-interfaces.ts';

/** A name made of a prefix, which may be empty, and the guest's first address. */
export interface AfterAddress {
  readonly prefix: string;
}

export interface CreateGuestInput {
  readonly name: string | AfterAddress;
  readonly owner: string;
  readonly group: string;
  readonly pool: string;
  readonly cores: number;
  readonly memoryBytes: number;
  /** The system disk first. */
  readonly diskBytes: readonly number[];
  readonly autoStart: boolean;
  /** Guests of one such name never share a cell; empty: none. */
  readonly antiAffinity: string;
  readonly templateId: string;
  /** The disk image for the system disk; null: blank. */
  readonly imageId: string | null;
  readonly modules: readonly string[];
  readonly cloudInit: Partial<CloudInit> | null;
  readonly qos: Partial<Qos>;
  readonly ethernetAddress: string | null;
  readonly networkAddress: string | null;
  readonly securityPolicyGroupId: string | null;
}

/** A desktop's guest: nobody's but its project's. */
export interface ProjectOfGuest {
  readonly projectId: string;
  /** Name of the address pool in place of the compute pool's; null: the compute pool's. */
  readonly network: string | null;
}

/** A guest that was checked and has no place yet. */
export interface PlannedGuest {
  readonly input: Omit<CreateGuestInput, 'owner' | 'group'>;
  readonly guest: Omit<Guest, 'cellId' | 'failover' | 'name' | 'interfaces'>;
  readonly image: ReadyImage | null;
  readonly network: string | null;
}

/** Checks what is asked for, whoever is to own it. */
export async function planGuest(
  ports: Pick<Ports, 'store' | 'limits' | 'ids'>,
  ctx: Context,
  input: PlannedGuest['input'],
  owner: Owner,
  project: ProjectOfGuest | null = null,
): Promise<PlannedGuest> {
  if (typeof input.name === 'string') checkGuestName(input.name);
  checkAntiAffinity(input.antiAffinity);
  const template = await findTemplate(ports.store, input.templateId);
  checkShape(input, template);
  const pool = await checkPlace(ports, input);
  const image = input.imageId === null ? null : await findReadyImage(ports, ctx, 'disk', input.imageId);
  if (image) requireImageFits(image, input.diskBytes[0] ?? 0);
  const counted = { projectId: project?.projectId ?? null, groupId: owner.groupId };
  const securityPolicy =
    input.securityPolicyGroupId === null
      ? await policyOfProject(ports.store, counted)
      : await policyForGuest(ports, ctx, input.securityPolicyGroupId);
  const id = ports.ids.uuid();
  const parts = { id, input, owner, template, image, pool, securityPolicy };
  const guest = { ...buildGuest(ports, ctx, parts), projectId: project?.projectId ?? null };
  if (guest.cloudInit) checkCloudInit(guest.cloudInit);
  return { input, guest, image, network: project?.network ?? null };
}

/**
 * Reserves its name, addresses and room and submits its creation. Call inside a transaction, then start the operation.
 * @returns the operation's id.
 * @throws DomainError `no_capacity`, `already_exists`.
 */
export async function placeGuest(
  tx: Store,
  ports: Pick<Ports, 'operations' | 'live' | 'limits' | 'ids'>,
  ctx: Context,
  { input, guest, image, network }: PlannedGuest,
): Promise<string> {
  const byCloudInit = guest.cloudInit !== null;
  const own = network ?? (await networkOfProject(tx, guest));
  const wanted = { ...input, guestId: guest.id, byCloudInit, network: own };
  const interfaces = await planInterfaces(tx, ports.ids, wanted);
  const name = nameOf(input.name, interfaces);
  const request = {
    cores: guest.cores,
    memoryBytes: guest.memoryBytes,
    diskBytes: totalDiskBytes(guest),
    external: isExternal({ interfaces }),
  };
  await requireQuota(tx, guest, {
    ...request,
    instances: 1,
    addresses: interfaces.filter(({ address }) => address !== '').length,
  });
  const { cellId, placement } = await chooseCell(tx, ports, input.pool, request, guest);
  const failover = (await tx.pools.get(input.pool))?.failover ?? false;
  await tx.guests.insert({ ...guest, name, interfaces, cellId, failover });
  for (const { ethernetAddress } of interfaces)
    await tx.guests.holdEthernetAddress(guest.id, ethernetAddress);
  const subject = { kind: 'guest', id: guest.id };
  const operation = await ports.operations.submit(tx, ctx, {
    kind: 'create-guest',
    subject,
    input: { guestId: guest.id, cellId, image, placement },
  });
  await tx.audit.append(ctx, {
    action: 'create-guest',
    subject,
    outcome: 'accepted',
    details: { operation: operation.id, name, pool: input.pool, cell: placement.chosen?.name },
  });
  return operation.id;
}

function checkShape(input: PlannedGuest['input'], template: Template): void {
  checkCores(input.cores);
  checkMemory(input.memoryBytes);
  checkDisks(input.diskBytes, template.hardware.disk);
  const unknown = input.modules.find((module) => module !== 'qemu' && module !== 'cloud-init');
  if (unknown !== undefined) {
    throw new DomainError(
      'invalid',
      `unknown module ${JSON.stringify(unknown.slice(0, 80))}: allowed are qemu, cloud-init`,
      { reason: 'unknown_module' },
    );
  }
  if (input.modules.includes('cloud-init') && template.operatingSystem !== 'linux') {
    throw new DomainError(
      'invalid',
      `module cloud-init needs a linux template, '${template.name}' is ${template.operatingSystem}`,
      {
        reason: 'module_needs_linux',
      },
    );
  }
  if (
    input.ethernetAddress !== null &&
    !/^[0-9a-f][02468ace](:[0-9a-f]{2}){5}$/i.test(input.ethernetAddress)
  ) {
    throw new DomainError(
      'invalid',
      `ethernet_address ${JSON.stringify(input.ethernetAddress.slice(0, 40))} must be a unicast address like 52:54:00:12:34:56`,
      {
        reason: 'bad_ethernet_address',
      },
    );
  }
}

function nameOf(name: string | AfterAddress, interfaces: readonly InterfaceSpec[]): string {
  if (typeof name === 'string') return name;
  return nameAfterAddress(name.prefix, interfaces[0]?.address.split('/')[0] ?? '');
}

async function checkPlace(ports: Pick<Ports, 'store'>, input: PlannedGuest['input']): Promise<ComputePool> {
  const pool = await ports.store.pools.get(input.pool);
  if (!pool) {
    throw new DomainError('not_found', `invalid pool '${input.pool.slice(0, 80)}'`, {
      reason: 'pool_not_found',
      subject: { kind: 'pool', id: input.pool.slice(0, 80) },
    });
  }
  if (!pool.enabled)
    throw new DomainError('conflict', `pool '${pool.name}' is disabled`, { reason: 'pool_disabled' });
  return pool;
}

interface GuestParts {
  readonly id: string;
  readonly input: PlannedGuest['input'];
  readonly owner: Owner;
  readonly template: Template;
  readonly image: ReadyImage | null;
  readonly pool: ComputePool;
  readonly securityPolicy: SecurityPolicy;
}

function buildGuest(
  ports: Pick<Ports, 'ids'>,
  ctx: Context,
  { id, input, owner, template, image, pool, securityPolicy }: GuestParts,
): Omit<Guest, 'cellId' | 'failover' | 'name' | 'interfaces'> {
  return {
    id,
    ...owner,
    pool: input.pool,
    phase: 'creating',
    cores: input.cores,
    memoryBytes: input.memoryBytes,
    disks: input.diskBytes.map((bytes, index) => ({
      sizeBytes: wholeSectors(bytes),
      imageSha256: index === 0 ? (image?.sha256 ?? '') : '',
      clone: 'linked',
    })),
    hardware: template.hardware,
    operatingSystem: template.operatingSystem,
    adminName: template.admin,
    modules: input.modules,
    cloudInit: input.modules.includes('cloud-init')
      ? completeCloudInit(input.cloudInit, template, ports.ids)
      : null,
    qos: completeQos(input.qos),
    securityPolicy,
    autoStart: input.autoStart,
    antiAffinity: input.antiAffinity,
    monitorSecret: ports.ids.password(8),
    imageId: image?.id ?? null,
    createdAtMs: ctx.nowMs,
    storage: pool.storage,
    projectId: null,
    volumes: [],
    floatingAddresses: [],
  };
}
