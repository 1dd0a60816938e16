/** How far disk and network limits are missed, either way, by what a running guest really reads, writes and sends. */
import type { NetworkQos } from '../../../proto/src/model-qos.ts';
import { guestImage } from '../../support/guest-image.ts';
import { bootMeasuredGuest, type MeasuredGuest } from '../../support/measured-guest.ts';
import { startRealHypervisor } from '../../support/real-hypervisor.ts';
import type { Comparison, Line } from '../harness.ts';

const mib = 2 ** 20;
const disk = { readBytesPerSecond: 8 * mib, writeBytesPerSecond: 4 * mib, readIops: 200, writeIops: 100 };
const network: NetworkQos = { receiveBytesPerSecond: 4 * mib, sendBytesPerSecond: 2 * mib };

export const qos: Line = {
  name: 'qos',
  async *comparisons() {
    await using real = await startRealHypervisor('bbbbbbbb-bench');
    await using guest = await bootMeasuredGuest(real, await guestImage(real.imagesPath));
    await real.hypervisor.setDiskQos(guest.id, disk);
    await real.hypervisor.setNetworkQos(guest.id, network);
    yield* diskLimits(guest);
    yield missed('receive, 4 MiB/s', network.receiveBytesPerSecond, async () =>
      first(await guest.receiveSpeeds(1)),
    );
    yield missed('send, 2 MiB/s', network.sendBytesPerSecond, async () => first(await guest.sendSpeeds(1)));
  },
};

function* diskLimits(guest: MeasuredGuest) {
  const [large, small] = [256 * 1024, 4096];
  yield missed('disk read, 8 MiB/s', disk.readBytesPerSecond, () => guest.diskSpeed('read', large, 96));
  yield missed('disk write, 4 MiB/s', disk.writeBytesPerSecond, () => guest.diskSpeed('write', large, 48));
  yield missed('disk read, 200/s', disk.readIops * small, () => guest.diskSpeed('read', small, 600));
  yield missed('disk write, 100/s', disk.writeIops * small, () => guest.diskSpeed('write', small, 300));
}

function missed(what: string, limit: number, measure: () => Promise<number>): Comparison {
  return {
    what: `limit missed: ${what}`,
    unit: '%',
    against: 'a tenth of the limit',
    goal: { value: 10 },
    repeats: 3,
    floor: async () => 10,
    product: async () => Math.abs((await measure()) / limit - 1) * 100,
  };
}

function first([value = Number.NaN]: readonly number[]): number {
  return value;
}
