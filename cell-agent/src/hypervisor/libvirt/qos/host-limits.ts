/**
 * Limits of tap devices by what every kernel has. What goes to a guest waits in an HTB class of its tap device. What
 * comes from it is dropped beyond the limit by a rule of nftables at the device's ingress: TCP takes that as the
 * speed of the line. The rules are in one table for each cell.
 */
import type { NetworkQos } from '../../../../../proto/src/model-qos.ts';
import { runCommand } from '../../../doctor/run-command.ts';
import { isTapOf, type TapDevice } from './tap-devices.ts';

/** A segment that the guest leaves to its host to cut must go through whole. */
const SEGMENT_BYTES = 2 ** 16;
/** What may wait for a guest, as time at its limit: enough for TCP, and no longer than people wait. */
const QUEUE_S = 0.2;
const BURST_S = 0.02;
/** 137 Gbit/s: more is no limit, and the kernel's arithmetic ends a little beyond. */
const MAX_BYTES_PER_SECOND = 2 ** 34;

export class HostLimits {
  readonly #table: string;
  readonly #networkNamespace: string | null;

  /** @param networkNamespace file of libvirt's namespace; null if it has the agent's. */
  constructor(cellId: string, networkNamespace: string | null) {
    this.#table = `cellar_qos_${cellId.slice(0, 8).replaceAll(/\W/g, '_')}`;
    this.#networkNamespace = networkNamespace;
  }

  /** Forgets the limits that no longer have a device. */
  async clear(): Promise<void> {
    await this.#try('nft', `add table netdev ${this.#table}; delete table netdev ${this.#table}`);
  }

  /** @throws Error with what the host's tools said. */
  async set(device: TapDevice, limits: NetworkQos): Promise<void> {
    await this.#requireTap(device);
    await this.#limitReceiving(device.name, limits.receiveBytesPerSecond);
    await this.#limitSending(device.name, limits.sendBytesPerSecond);
  }

  /** Of a device that is gone: with it has gone all but its rule. */
  async forget(deviceName: string): Promise<void> {
    await this.#try('nft', this.#dropChain(deviceName));
  }

  /** The number of a device may have come to another's by now, and each namespace counts its own. */
  async #requireTap(device: TapDevice): Promise<void> {
    const links = JSON.parse(await this.#run('ip', '-j', 'link', 'show', 'dev', device.name)) as {
      address?: string;
    }[];
    if (isTapOf(device, links[0]?.address ?? '')) return;
    throw new Error(`${device.name} is not the device of ${device.ethernetAddress}`);
  }

  async #limitReceiving(name: string, bytesPerSecond: number): Promise<void> {
    const device = ['dev', name];
    if (bytesPerSecond === 0) {
      await this.#try('tc', 'qdisc', 'del', ...device, 'root');
      return;
    }
    const rate = Math.min(bytesPerSecond, MAX_BYTES_PER_SECOND);
    const burst = String(Math.ceil(Math.max(SEGMENT_BYTES, rate * BURST_S)));
    const queue = String(Math.ceil(Math.max(4 * SEGMENT_BYTES, rate * QUEUE_S)));
    // The quantum is of no use for one class alone, but the kernel would complain of the one that it takes itself.
    const htb = ['htb', 'rate', `${rate}bps`, 'burst', burst, 'cburst', burst, 'quantum', '60000'];
    if (!(await this.#try('tc', 'class', 'change', ...device, 'parent', '1:', 'classid', '1:1', ...htb))) {
      // HTB without the class is what an agent leaves that was killed between these two.
      await this.#try('tc', 'qdisc', 'del', ...device, 'root');
      await this.#run('tc', 'qdisc', 'add', ...device, 'root', 'handle', '1:', 'htb', 'default', '1');
      await this.#run('tc', 'class', 'add', ...device, 'parent', '1:', 'classid', '1:1', ...htb);
    }
    const leaf = ['parent', '1:1', 'handle', '2:', 'bfifo', 'limit', queue];
    await this.#run('tc', 'qdisc', 'replace', ...device, ...leaf);
  }

  async #limitSending(name: string, bytesPerSecond: number): Promise<void> {
    if (bytesPerSecond === 0) return await this.forget(name);
    const rate = Math.min(bytesPerSecond, MAX_BYTES_PER_SECOND);
    const chain = this.#chain(name);
    const hook = `{ type filter hook ingress device "${name}" priority 0; }`;
    const rule = `limit rate over ${rate} bytes/second burst ${SEGMENT_BYTES} bytes drop`;
    const table = `netdev ${this.#table}`;
    const commands = [`add table ${table}`, `add chain ${chain} ${hook}`, `flush chain ${chain}`];
    await this.#run('nft', [...commands, `add rule ${chain} ${rule}`].join('; '));
  }

  #chain(deviceName: string): string {
    return `netdev ${this.#table} of-${deviceName}`;
  }

  /** Deletes it whether it is there or not. */
  #dropChain(deviceName: string): string {
    const chain = this.#chain(deviceName);
    const steps = [`add table netdev ${this.#table}`, `add chain ${chain}`, `flush chain ${chain}`];
    return [...steps, `delete chain ${chain}`].join('; ');
  }

  async #try(program: string, ...args: readonly string[]): Promise<boolean> {
    return (await this.#call(program, args)).exitCode === 0;
  }

  async #run(program: string, ...args: readonly string[]): Promise<string> {
    const { exitCode, output } = await this.#call(program, args);
    if (exitCode === 0) return output;
    throw new Error(`${program} failed: ${output.trim() || 'it is not installed or did not end'}`);
  }

  #call(program: string, args: readonly string[]) {
    if (this.#networkNamespace === null) return runCommand(program, args);
    return runCommand('nsenter', [`--net=${this.#networkNamespace}`, '--', program, ...args]);
  }
}
