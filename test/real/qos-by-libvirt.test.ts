/** Bandwidth limited by libvirt, with the stand-in for `tc` where the kernel lacks what libvirt wants. */
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBandwidthMeans } from '../../cell-agent/src/doctor/bandwidth.ts';
import type { Hypervisor } from '../../cell-agent/src/hypervisor/port.ts';
import type { GuestSpec } from '../../proto/src/model.ts';
import { define } from '../hypervisor/context.ts';
import { internalInterface, smallGuestSpec } from '../hypervisor/small-guest.ts';
import { only } from '../support/only.ts';
import { poll } from '../support/poll.ts';
import { type RealHypervisor, startRealHypervisor } from '../support/real-hypervisor.ts';

const cellId = 'aaaaaaaa-qos';
const kib = 1024;
const path = process.env.PATH ?? '';
const standIn = resolve(import.meta.dirname, '../support/tc-stand-in');
const { by: ownMeans } = await findBandwidthMeans();

const toldOf = { warnings: expect.arrayContaining([expect.objectContaining({ code: 'bandwidth' })]) };

let real: RealHypervisor;
let hypervisor: Hypervisor;
beforeAll(async () => {
  if (ownMeans !== 'libvirt') process.env.PATH = `${standIn}:${path}`;
  real = await startRealHypervisor(cellId, ownMeans === 'libvirt' ? {} : { pathPrefix: standIn });
  hypervisor = real.hypervisor;
});
afterAll(async () => {
  process.env.PATH = path;
  await real[Symbol.asyncDispose]();
});

const virsh = async (...args: string[]) => (await real.daemon.exec('virsh', '-q', ...args)).stdout;

function limited(): GuestSpec {
  const spec = smallGuestSpec({ interfaces: [internalInterface()] });
  return { ...spec, qos: { ...spec.qos, receiveBytesPerSecond: 1000 * kib, sendBytesPerSecond: 500 * kib } };
}

/** The limits of a direction in KiB per second, of the running guest or of what is kept. */
async function averages({ id, interfaces }: GuestSpec, which: '--live' | '--config'): Promise<number[]> {
  const text = await virsh('domiftune', id, interfaces[0]?.ethernetAddress ?? '', which);
  return [/inbound\.average *: (\d+)/, /outbound\.average *: (\d+)/].map((one) =>
    Number(one.exec(text)?.[1]),
  );
}

test('nobody needs to be told', async () => {
  expect(await hypervisor.describeHost()).not.toMatchObject(toldOf);
});

test('a guest is limited from its start on, and changed while it runs', async () => {
  const spec = await define(real, limited());
  await hypervisor.startGuest(spec.id, { type: 'disk' });
  expect(await averages(spec, '--live')).toEqual([1000, 500]);
  expect(await averages(spec, '--config')).toEqual([1000, 500]);

  await hypervisor.setNetworkQos(spec.id, { receiveBytesPerSecond: 0, sendBytesPerSecond: 100 });
  expect(await averages(spec, '--live')).toEqual([0, 1]);
  expect(await averages(spec, '--config')).toEqual([0, 1]);
  await hypervisor.setNetworkQos(spec.id, { receiveBytesPerSecond: 0, sendBytesPerSecond: 0 });
  expect(await averages(spec, '--live')).toEqual([0, 0]);
  expect(await virsh('dumpxml', '--inactive', spec.id)).not.toContain('<bandwidth>');
  await hypervisor.destroyGuest(spec.id);
  await hypervisor.setNetworkQos(spec.id, { receiveBytesPerSecond: 2000 * kib, sendBytesPerSecond: 0 });
  expect(await averages(spec, '--config')).toEqual([2000, 0]);
});

const poor = only(ownMeans === 'agent', 'the kernel has all that libvirt needs');
poor.test('on a kernel that has lost the pieces, the agent takes over', async () => {
  const spec = await define(real, limited());
  process.env.PATH = path;
  await using poorer = await real.connect(cellId);
  expect(await poorer.describeHost()).toMatchObject(toldOf);
  expect(await virsh('dumpxml', '--inactive', spec.id)).not.toContain('<bandwidth>');
  expect((await poorer.getGuest(spec.id)).spec).toEqual(spec);
  await poorer.startGuest(spec.id, { type: 'disk' });
  const rules = async () => (await real.daemon.exec('nft', 'list', 'ruleset', 'netdev')).stdout;
  expect(await rules()).toContain('cellar_qos_aaaaaaaa');
  await poorer.destroyGuest(spec.id);
  await poll('nothing is left', async () => !(await rules()).includes('cellar_qos'));
});
