/** What guests may take of their host, measured with what they take. Each limit is the median of three. */
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { findBandwidthMeans } from '../../cell-agent/src/doctor/bandwidth.ts';
import type { GuestSpec } from '../../proto/src/model.ts';
import type { DiskQos, NetworkQos } from '../../proto/src/model-qos.ts';
import { define } from '../hypervisor/context.ts';
import { internalInterface, smallGuestSpec } from '../hypervisor/small-guest.ts';
import { type GuestImage, guestImage } from '../support/guest-image.ts';
import { bootMeasuredGuest, type MeasuredGuest, median } from '../support/measured-guest.ts';
import { only } from '../support/only.ts';
import { poll } from '../support/poll.ts';
import { type RealHypervisor, startRealHypervisor } from '../support/real-hypervisor.ts';

const mib = 2 ** 20;
const cellId = '99999999-qos';
const table = 'cellar_qos_99999999';
/** How far a limit may be missed, as a share of it. */
const tolerance = 0.15;

const { by: limiter } = await findBandwidthMeans();
let real: RealHypervisor;
let image: GuestImage;

beforeAll(async () => {
  real = await startRealHypervisor(cellId);
  image = await guestImage(real.imagesPath);
});
afterAll(async () => await real[Symbol.asyncDispose]());

const virsh = async (...args: string[]) => (await real.daemon.exec('virsh', '-q', ...args)).stdout;

async function thrice(measure: () => Promise<number>): Promise<number> {
  return median([await measure(), await measure(), await measure()]);
}

function expectLimit(measured: number, limit: number): void {
  expect(Math.abs(measured / limit - 1), `${measured} of ${limit}`).toBeLessThan(tolerance);
}

describe('guests with a system', () => {
  let guests: [MeasuredGuest, MeasuredGuest];

  beforeAll(async () => {
    guests = await Promise.all([bootMeasuredGuest(real, image), bootMeasuredGuest(real, image)]);
  });
  afterAll(async () => {
    for (const guest of guests) {
      await guest[Symbol.asyncDispose]();
      await real.hypervisor.destroyGuest(guest.id);
    }
  });

  test('their disks keep to bytes and requests per second, and are free again', async () => {
    const limits: DiskQos = {
      readBytesPerSecond: 8 * mib,
      writeBytesPerSecond: 4 * mib,
      readIops: 200,
      writeIops: 100,
    };
    const [first] = guests;
    await real.hypervisor.setDiskQos(first.id, limits);
    const speed = (...how: Parameters<MeasuredGuest['diskSpeed']>) => thrice(() => first.diskSpeed(...how));
    expectLimit(await speed('read', 256 * 1024, 40), limits.readBytesPerSecond);
    expectLimit(await speed('write', 256 * 1024, 20), limits.writeBytesPerSecond);
    expectLimit(await speed('read', 4096, 250), limits.readIops * 4096);
    expectLimit(await speed('write', 4096, 125), limits.writeIops * 4096);

    const none = { readBytesPerSecond: 0, writeBytesPerSecond: 0, readIops: 0, writeIops: 0 };
    await real.hypervisor.setDiskQos(first.id, none);
    expect(await first.diskSpeed('read', 256 * 1024, 128)).toBeGreaterThan(4 * limits.readBytesPerSecond);
  });

  test(`their network keeps to bytes per second, by ${limiter}`, async () => {
    const limits: NetworkQos = { receiveBytesPerSecond: 2 * mib, sendBytesPerSecond: mib };
    const [first] = guests;
    await real.hypervisor.setNetworkQos(first.id, limits);
    expectLimit(median(await first.receiveSpeeds(3)), limits.receiveBytesPerSecond);
    expectLimit(median(await first.sendSpeeds(3)), limits.sendBytesPerSecond);

    await real.hypervisor.setNetworkQos(first.id, { receiveBytesPerSecond: 0, sendBytesPerSecond: 0 });
    const [received = 0] = await first.receiveSpeeds(1);
    expect(received).toBeGreaterThan(2 * limits.receiveBytesPerSecond);
    const [sent = 0] = await first.sendSpeeds(1);
    expect(sent).toBeGreaterThan(2 * limits.sendBytesPerSecond);
  });

  test('of two that want the same processor, the one with high priority gets more than the low one', async () => {
    const ids = guests.map(({ id }) => id) as [string, string];
    for (const guest of guests) {
      await virsh('vcpupin', guest.id, '0', '0');
      await guest.run('(while :; do :; done) > /dev/null 2>&1 < /dev/null &');
    }
    const times = async () =>
      await Promise.all(
        ids.map(async (id) => Number(/vcpu\.0\.time=(\d+)/.exec(await virsh('domstats', '--vcpu', id))?.[1])),
      );
    /** How much more the first one gets, over two seconds of what both get. */
    async function ratio(): Promise<number> {
      const [a = 0, b = 0] = await times();
      let [gotA, gotB] = [0, 0];
      await poll('both have run', async () => {
        const [nowA = 0, nowB = 0] = await times();
        [gotA, gotB] = [nowA - a, nowB - b];
        return gotA + gotB > 2e9;
      });
      return gotA / gotB;
    }
    const [one, other] = ids;
    await real.hypervisor.setCpuPriority(one, 'high');
    await real.hypervisor.setCpuPriority(other, 'low');
    expect(await ratio()).toBeGreaterThan(2);
    await real.hypervisor.setCpuPriority(other, 'high');
    await real.hypervisor.setCpuPriority(one, 'low');
    expect(await ratio()).toBeLessThan(0.5);
  });
});

test('what is asked for at creation holds from the first start on', async () => {
  const { hypervisor } = real;
  const disk = { sizeBytes: mib, imageSha256: '', clone: 'linked' } as const;
  const spec = smallGuestSpec({ disks: [disk, disk] });
  const limits = { readBytesPerSecond: 3 * mib, writeBytesPerSecond: 0, readIops: 0, writeIops: 30 };
  const qos = { ...spec.qos, ...limits, cpuPriority: 'high' as const };
  await define(real, { ...spec, qos });
  await hypervisor.startGuest(spec.id, { type: 'disk' });
  for (const name of ['vda', 'vdb']) {
    const tune = await virsh('blkdeviotune', spec.id, name, '--live');
    expect(tune).toMatch(/read_bytes_sec *: 3145728/);
    expect(tune).toMatch(/write_iops_sec *: 30\n/);
  }
  expect((await virsh('dumpxml', spec.id)).match(/<iotune>/g), 'of disks only').toHaveLength(2);
  const schedule = await virsh('schedinfo', spec.id, '--live');
  expect(schedule).toMatch(/cpu_shares *: 2000/);
  expect(schedule).toMatch(/vcpu_quota *: (-1|0|17592186044415|18446744073709551)/);
});

const byAgent = only(limiter === 'agent', 'the kernel has all that libvirt needs');
byAgent.describe('limits that the agent holds', () => {
  const rules = async () =>
    (await real.daemon.exec('nft', 'list', 'ruleset', 'netdev')).stdout.replaceAll(/\s+/g, ' ');
  const tapOf = async (guestId: string) => /tap\w+/.exec(await virsh('domiflist', guestId))?.[0] ?? '';
  const shaper = async (tap: string) => (await real.daemon.exec('tc', 'class', 'show', 'dev', tap)).stdout;

  async function limited(): Promise<GuestSpec> {
    const spec = smallGuestSpec({ interfaces: [internalInterface()] });
    const qos = { ...spec.qos, receiveBytesPerSecond: mib, sendBytesPerSecond: 2 * mib };
    return await define(real, { ...spec, qos });
  }

  async function expectHeld(guestId: string): Promise<void> {
    const tap = await tapOf(guestId);
    expect(tap).not.toBe('');
    await poll(`${tap} is limited`, async () => (await rules()).includes(`device "${tap}"`));
    expect(await rules()).toContain(`chain of-${tap} { type filter hook ingress device "${tap}"`);
    expect(await rules()).toContain('limit rate over 2 mbytes/second burst 64 kbytes drop');
    expect(await shaper(tap)).toContain('rate 8388Kbit');
  }

  test('are there when the guest has started, and gone with it', async () => {
    const { hypervisor } = real;
    const { id } = await limited();
    for (let run = 0; run < 2; run += 1) {
      await hypervisor.startGuest(id, { type: 'disk' });
      expect(await rules()).toContain(table);
      await expectHeld(id);
      await hypervisor.destroyGuest(id);
      await poll('nothing is left', async () => !(await rules()).includes(table));
    }
  });

  test('follow a guest that is started behind the back of the agent', async () => {
    const { id } = await limited();
    await virsh('start', id);
    await poll('the rule is there', async () => (await rules()).includes(table));
    await expectHeld(id);
    await virsh('destroy', id);
    await poll('nothing is left', async () => !(await rules()).includes(table));
  });

  test('outlast libvirt, and an agent that comes back sets them right', async () => {
    const { hypervisor, daemon } = real;
    const [stays, goes] = [await limited(), await limited()];
    for (const { id } of [stays, goes]) await hypervisor.startGuest(id, { type: 'disk' });
    const [tap, left] = [await tapOf(stays.id), await tapOf(goes.id)];
    await daemon.stop();
    expect(await rules()).toContain(`chain of-${tap}`);
    await daemon.exec('sh', '-c', `kill -9 $(cat /run/libvirt/qemu/${goes.id}.pid)`);
    await daemon.exec('tc', 'qdisc', 'del', 'dev', tap, 'root');
    await daemon.start();
    await poll('what is gone is forgotten', async () => {
      const text = await rules();
      return text.includes(`chain of-${tap}`) && !text.includes(`chain of-${left}`);
    });
    await poll('what was lost is there again', async () => (await shaper(tap)).includes('8388Kbit'));
    await using _again = await real.connect(cellId);
    await expectHeld(stays.id);
  });

  test('are changed and taken off while the guest runs', async () => {
    const { hypervisor } = real;
    const { id } = await limited();
    await hypervisor.startGuest(id, { type: 'disk' });
    const tap = await tapOf(id);
    await hypervisor.setNetworkQos(id, { receiveBytesPerSecond: 5 * mib, sendBytesPerSecond: 0 });
    expect(await rules()).not.toContain(tap);
    expect(await shaper(tap)).toContain('rate 41943Kbit');
    await hypervisor.setNetworkQos(id, { receiveBytesPerSecond: 0, sendBytesPerSecond: 0 });
    expect(await shaper(tap)).toBe('');
    expect(await rules()).not.toContain(table);
  });

  test('of a change that was cut short are put right by the next one', async () => {
    const { hypervisor, daemon } = real;
    const spec = await define(real, smallGuestSpec({ interfaces: [internalInterface()] }));
    await hypervisor.startGuest(spec.id, { type: 'disk' });
    const tap = await tapOf(spec.id);
    const root = `qdisc replace dev ${tap} root handle 1: htb default 1`.split(' ');
    await daemon.exec('tc', ...root);
    await daemon.exec('tc', ...`class add dev ${tap} parent 1: classid 1:1 htb rate 9mbit`.split(' '));
    expect(await shaper(tap)).toContain('rate 9Mbit');
    await hypervisor.setNetworkQos(spec.id, { receiveBytesPerSecond: 0, sendBytesPerSecond: 0 });
    expect(await shaper(tap)).toBe('');
    expect(await rules()).not.toContain(table);

    await daemon.exec('tc', ...root);
    await hypervisor.setNetworkQos(spec.id, { receiveBytesPerSecond: mib, sendBytesPerSecond: 2 * mib });
    await expectHeld(spec.id);
  });

  test('never come to a device of another guest', async () => {
    const heard: unknown[] = [];
    const elsewhere = await real.connect(cellId, {}, '/proc/self/ns/net');
    onTestFinished(elsewhere.watch((event) => void heard.push(event)));
    const { id } = await limited();
    await elsewhere.startGuest(id, { type: 'disk' });
    await poll('it is told', () =>
      heard.some((event) => (event as { code?: string }).code === 'bandwidth_not_limited'),
    );
    await expect(
      elsewhere.setNetworkQos(id, { receiveBytesPerSecond: 1, sendBytesPerSecond: 1 }),
    ).rejects.toMatchObject({ code: 'unsupported', reason: 'bandwidth_not_limited' });
    expect((await elsewhere.getGuest(id)).spec.qos.sendBytesPerSecond).toBe(2 * mib);
    await elsewhere[Symbol.asyncDispose]();
  });
});
