/** A running guest that tells how fast its disks and its network are. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { LibvirtClient } from '../../cell-agent/src/hypervisor/libvirt/client.ts';
import type { GuestSpec } from '../../proto/src/model.ts';
import { internalInterface, smallGuestSpec } from '../hypervisor/small-guest.ts';
import { runInGuest } from './guest-command.ts';
import type { GuestImage } from './guest-image.ts';
import { poll } from './poll.ts';
import type { RealHypervisor } from './real-hypervisor.ts';

const programs = `${import.meta.dirname}/../real/programs`;
const run = promisify(execFile);
const mib = 2 ** 20;
const sendPort = 9_001;
const receivePort = 9_002;
/** By TCP, for what is measured. */
export const measuredPorts = [sendPort, receivePort];

export interface MeasuredGuest extends AsyncDisposable {
  readonly id: string;
  readonly address: string;
  run(command: string): Promise<string>;
  /** Bytes per second of its second disk, past all caches. */
  diskSpeed(direction: 'read' | 'write', blockBytes: number, blocks: number): Promise<number>;
  /** Bytes per second of the payload that comes from it, in so many windows. */
  sendSpeeds(windows: number): Promise<number[]>;
  /** Bytes per second that come to its network card, in so many windows. */
  receiveSpeeds(windows: number): Promise<number[]>;
}

/** Returns when the guest runs and can be measured. The guest itself ends with its hypervisor. */
export async function bootMeasuredGuest(
  real: RealHypervisor,
  image: GuestImage,
  changes: Partial<GuestSpec> = {},
): Promise<MeasuredGuest> {
  const { hypervisor } = real;
  const { path, sha256 } = image.disk;
  const spec = smallGuestSpec({
    memoryBytes: 192 * mib,
    disks: [
      { sizeBytes: 128 * mib, imageSha256: sha256, clone: 'linked' },
      { sizeBytes: 64 * mib, imageSha256: '', clone: 'linked' },
    ],
    interfaces: [internalInterface()],
    ...changes,
  });
  for (const [index, { sizeBytes }] of spec.disks.entries()) {
    const base = index === 0 ? ({ path, sha256, clone: 'linked' } as const) : null;
    await hypervisor.createDisk({ guestId: spec.id, index, sizeBytes, base });
  }
  await hypervisor.defineGuest(`of ${spec.id}`, spec);
  await hypervisor.startGuest(spec.id, { type: 'disk' });
  const hasAgent = async () => (await hypervisor.getGuest(spec.id)).guestAgentConnected;
  await poll('the guest has its agent', hasAgent, 150_000);
  return await measuredGuest(real, spec.id);
}

async function measuredGuest(real: RealHypervisor, guestId: string): Promise<MeasuredGuest> {
  const client = new LibvirtClient({ socketPath: real.daemon.socket });
  const inGuest = (command: string) => runInGuest(client, guestId, command);
  const address = async () => (await real.hypervisor.getGuest(guestId)).addresses[0]?.address;
  await poll('the guest has an address', async () => (await address()) !== undefined, 60_000);
  const host = (await address()) ?? '';
  const inNamespace = ['-t', String(real.daemon.namespacePid), '--net', '--'];
  await inGuest(`nc -ll -p ${sendPort} -e /bin/cat /dev/zero > /dev/null 2>&1 < /dev/null &
    nc -ll -p ${receivePort} -e /bin/dd of=/dev/null bs=64k > /dev/null 2>&1 < /dev/null &`);

  async function received(): Promise<{ bytes: number; atS: number }> {
    const text = await inGuest('cat /proc/uptime /sys/class/net/eth0/statistics/rx_bytes');
    const [atS, , bytes] = text.split(/\s+/).map(Number);
    return { bytes: bytes ?? 0, atS: atS ?? 0 };
  }

  return {
    id: guestId,
    address: host,
    run: inGuest,
    async diskSpeed(direction, blockBytes, blocks) {
      const files =
        direction === 'read'
          ? 'if=/dev/vdb of=/dev/null iflag=direct'
          : 'if=/dev/zero of=/dev/vdb oflag=direct conv=notrunc';
      // What a limiter lets through at first is not in it.
      const copy = (count: number) => `dd ${files} bs=${blockBytes} count=${Math.ceil(count)} 2> /dev/null`;
      const text = await inGuest(`${copy(blocks / 8)}; cat /proc/uptime; ${copy(blocks)}; cat /proc/uptime`);
      const [before, , after] = text.split(/\s+/).map(Number);
      return (blockBytes * blocks) / ((after ?? 0) - (before ?? 0));
    },
    async sendSpeeds(windows) {
      const program = [
        process.execPath,
        `${programs}/read-rate.mjs`,
        host,
        String(sendPort),
        String(windows),
      ];
      const { stdout } = await run('nsenter', [...inNamespace, ...program]);
      return stdout.trim().split('\n').map(Number);
    },
    async receiveSpeeds(windows) {
      const program = [process.execPath, `${programs}/pour.mjs`, host, String(receivePort)];
      const source = spawn('nsenter', [...inNamespace, ...program], { stdio: 'inherit' });
      const ended = once(source, 'exit');
      try {
        const speeds: number[] = [];
        let last = await later(await received(), 2, received);
        for (let window = 0; window < windows; window += 1) {
          const now = await later(last, 2, received);
          speeds.push((now.bytes - last.bytes) / (now.atS - last.atS));
          last = now;
        }
        return speeds;
      } finally {
        source.kill('SIGKILL');
        await ended;
      }
    },
    [Symbol.asyncDispose]: () => client.close(),
  };
}

/** The first reading that is so many seconds after the one given. */
async function later<Reading extends { readonly atS: number }>(
  than: Reading,
  seconds: number,
  read: () => Promise<Reading>,
): Promise<Reading> {
  let reading = than;
  await poll(`${seconds} s have passed`, async () => {
    reading = await read();
    return reading.atS >= than.atS + seconds;
  });
  return reading;
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
