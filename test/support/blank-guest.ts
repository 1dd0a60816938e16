import { on } from 'node:events';
import type { LibvirtClient } from '../../cell-agent/src/hypervisor/libvirt/client.ts';
import type { DomainEvent } from '../../cell-agent/src/hypervisor/libvirt/rpc/events.ts';
import type { DomainRef } from '../../cell-agent/src/hypervisor/libvirt/rpc/procedure.ts';
import { domainGetControlInfo } from '../../cell-agent/src/hypervisor/libvirt/rpc/procedures.ts';
import { poll } from './poll.ts';

/** A guest without a disk, emulated: it runs its firmware and shows it on a screen. `devices`: more XML. */
export const blankGuestXml = (name: string, devices = '') => `<domain type='qemu'>
  <name>${name}</name><memory unit='MiB'>64</memory><vcpu>1</vcpu>
  <os><type arch='x86_64' machine='pc'>hvm</type></os>
  <devices><emulator>/usr/bin/qemu-system-x86_64</emulator>
  <graphics type='vnc' port='-1' autoport='yes' listen='127.0.0.1'/><video><model type='vga'/></video>${devices}</devices>
</domain>`;

/** The first event that fits, waiting for it if need be. */
export async function eventOf(
  client: LibvirtClient,
  fits: (event: DomainEvent) => boolean,
): Promise<DomainEvent> {
  for await (const [event] of on(client, 'event', { signal: AbortSignal.timeout(30_000) })) {
    if (fits(event)) return event;
  }
  throw new Error('the client ended');
}

/** Waits until libvirtd, just started, has found the guest's QEMU again. */
export async function foundAgain(client: LibvirtClient, domain: DomainRef): Promise<void> {
  await poll('libvirtd has found the guest again', async () => {
    return (await client.call(domainGetControlInfo, { domain, flags: 0 })).state === 0;
  });
}

/** For `eventOf`: the lifecycle event with this number (`virDomainEventType`) of the guest of this name. */
export const isLifecycle = (name: string, number: number) => (event: DomainEvent) =>
  event.kind === 'lifecycle' && event.domain.name === name && event.event === number;
