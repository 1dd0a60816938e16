/** A guest gets the address that it was promised and keeps it over stop and start, seen by the agent inside. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LibvirtClient } from '../../cell-agent/src/hypervisor/libvirt/client.ts';
import { define, waitForGuest } from '../hypervisor/context.ts';
import { internalInterface, smallGuestSpec } from '../hypervisor/small-guest.ts';
import { askDhcp } from '../support/dhcp-client.ts';
import { runInGuest } from '../support/guest-command.ts';
import { guestImage } from '../support/guest-image.ts';
import { type RealHypervisor, startRealHypervisor } from '../support/real-hypervisor.ts';

const cellId = '88888888-addresses';
const stranger = '52:54:00:99:99:99';
const MiB = 2 ** 20;
let real: RealHypervisor;
let libvirt: LibvirtClient;

beforeAll(async () => {
  real = await startRealHypervisor(cellId);
  libvirt = new LibvirtClient({ socketPath: real.daemon.socket });
});
afterAll(async () => {
  await libvirt?.[Symbol.asyncDispose]();
  await real?.[Symbol.asyncDispose]();
});

test('it has it by DHCP, with route and name servers; nobody else on its bridge is answered', async () => {
  const { hypervisor } = real;
  const image = (await guestImage(real.imagesPath)).disk;
  const promised = { address: '10.91.0.5/24', gateway: '10.91.0.1', dns: ['9.9.9.9', '8.8.8.8'] };
  const card = { ...internalInterface(), ...promised };
  const spec = smallGuestSpec({
    memoryBytes: 192 * MiB,
    disks: [{ sizeBytes: 256 * MiB, imageSha256: image.sha256, clone: 'linked' }],
    interfaces: [card],
  });
  await define(real, spec, { ...image, clone: 'linked' });
  const told = { ethernetAddress: card.ethernetAddress, address: '10.91.0.5', source: 'agent' };
  for (const run of ['first', 'second']) {
    await hypervisor.startGuest(spec.id, { type: 'disk' });
    const { addresses } = await waitForGuest(hypervisor, spec.id, `${run} has its address`, (guest) =>
      guest.addresses.some(({ source }) => source === 'agent'),
    );
    expect(addresses).toEqual([told]);
    if (run === 'first') {
      const [bridge = ''] = await readdir(join(real.dhcpPath, cellId));
      expect(await askDhcp(real.daemon, real.imagesPath, bridge, stranger)).toBeNull();
      expect(await runInGuest(libvirt, spec.id, 'ip route show default')).toContain('via 10.91.0.1 ');
      expect(await runInGuest(libvirt, spec.id, 'cat /etc/resolv.conf')).toContain('9.9.9.9');
    }
    await hypervisor.destroyGuest(spec.id);
  }
  await hypervisor.undefineGuest(spec.id);
  expect(await readdir(join(real.dhcpPath, cellId))).toEqual([]);
});
