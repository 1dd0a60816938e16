/** A desktop as an OpenStack's compute API tells it (keys of its microversion 2.72, as the document samples them). */
import { powerState, taskState, vmState } from '../../../domain/desktop-status.ts';
import { interfaceAddress } from '../../../use-cases/desktop-servers/desktop-address.ts';
import type { DesktopView } from '../../../use-cases/desktop-servers/desktop-view.ts';
import { toTime } from './fields.ts';

const MiB = 2 ** 20;
const GiB = 2 ** 30;

/** @param origin of this listener, for links. */
export function osServerToWire(view: DesktopView, origin: string) {
  const { server } = view.held;
  const { guest, status, cell } = view;
  const imageId = guest?.imageId ?? view.project?.imageId ?? '';
  const self = `${origin}/v1/servers/${server.id}`;
  return {
    'OS-DCF:diskConfig': 'MANUAL',
    'OS-EXT-AZ:availability_zone': guest?.pool ?? view.project?.zone ?? '',
    'OS-EXT-SRV-ATTR:host': cell,
    'OS-EXT-SRV-ATTR:hostname': guest?.name ?? server.name,
    'OS-EXT-SRV-ATTR:hypervisor_hostname': cell,
    'OS-EXT-SRV-ATTR:instance_name': server.id,
    'OS-EXT-SRV-ATTR:kernel_id': '',
    'OS-EXT-SRV-ATTR:launch_index': server.launchIndex,
    'OS-EXT-SRV-ATTR:ramdisk_id': '',
    'OS-EXT-SRV-ATTR:reservation_id': server.reservationId,
    'OS-EXT-SRV-ATTR:root_device_name': guest?.hardware.disk === 'scsi' ? '/dev/sda' : '/dev/vda',
    'OS-EXT-SRV-ATTR:user_data': null,
    'OS-EXT-STS:power_state': powerState(status),
    'OS-EXT-STS:task_state': taskState(status),
    'OS-EXT-STS:vm_state': vmState(status),
    'OS-SRV-USG:launched_at': launchedAt(view),
    'OS-SRV-USG:terminated_at': null,
    accessIPv4: '',
    accessIPv6: '',
    addresses: addressesOf(view),
    config_drive: guest?.cloudInit ? 'True' : '',
    created: `${toTime(server.createdAtMs)}Z`,
    description: server.description === '' ? null : server.description,
    flavor: flavorOf(view),
    hostId: guest?.cellId ?? '',
    host_status: hostStatus(view),
    id: server.id,
    image: { id: imageId, links: [{ href: `${origin}/v1/images/${imageId}`, rel: 'bookmark' }] },
    key_name: null,
    links: [
      { href: self, rel: 'self' },
      { href: self, rel: 'bookmark' },
    ],
    locked: false,
    metadata: {},
    name: server.name,
    'os-extended-volumes:volumes_attached': (guest?.volumes ?? []).map(({ id }) => ({ id })),
    progress: view.progress,
    status,
    tags: ['trs'],
    tenant_id: server.projectId,
    updated: `${toTime(Math.max(server.createdAtMs, view.live?.seenAtMs ?? 0))}Z`,
    user_id: guest?.ownerId ?? '',
  };
}

function launchedAt({ live }: DesktopView): string | null {
  const atMs = live?.seen?.startedAtMs ?? 0;
  return atMs > 0 ? toTime(atMs) : null;
}

function hostStatus({ guest, status }: DesktopView): string {
  if (guest === undefined) return '';
  return status === 'ERROR' ? 'UNKNOWN' : 'UP';
}

/** What guests are assigned, and else what was last seen of them. */
function addressesOf({ guest, live, project }: DesktopView) {
  const floating = (guest?.floatingAddresses ?? []).map((addr) => address(addr, 'floating'));
  const fixed = (guest?.interfaces ?? []).flatMap((one) => {
    const addr = interfaceAddress(one, live);
    return addr === '' ? [] : [{ ...address(addr, 'fixed'), 'OS-EXT-IPS-MAC:mac_addr': one.ethernetAddress }];
  });
  const found = [...fixed, ...floating];
  return found.length === 0 ? {} : { [project?.network ?? guest?.pool ?? 'network']: found };
}

function address(addr: string, type: 'fixed' | 'floating') {
  return { addr, version: addr.includes(':') ? 6 : 4, 'OS-EXT-IPS:type': type };
}

function flavorOf({ guest, flavor }: DesktopView) {
  const cores = guest?.cores ?? flavor?.cores ?? 0;
  const memoryBytes = guest?.memoryBytes ?? flavor?.memoryBytes ?? 0;
  const diskBytes = guest?.disks[0]?.sizeBytes ?? flavor?.diskBytes ?? 0;
  return {
    disk: Math.ceil(diskBytes / GiB),
    ephemeral: 0,
    extra_specs: {},
    original_name: flavor?.name ?? '',
    ram: Math.round(memoryBytes / MiB),
    swap: 0,
    vcpus: cores,
  };
}
