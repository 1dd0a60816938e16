/** A machine on a bridge that asks for an address by DHCP. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface DhcpAnswer {
  readonly ip: string;
  readonly subnet: string;
  readonly router: string | undefined;
  readonly dns: string | undefined;
  /** Seconds. */
  readonly lease: string;
}

let count = 0;

/** Null if nobody answers four times. @param exec runs a command where the bridge is. @param folder for its script. */
export async function askDhcp(
  { exec }: { exec(command: string, ...args: string[]): Promise<{ stdout: string }> },
  folder: string,
  bridge: string,
  ethernetAddress: string,
): Promise<DhcpAnswer | null> {
  count += 1;
  const [card, port] = [`dc${count}`, `dp${count}`];
  const script = join(folder, 'dhcp-answer');
  await writeFile(script, '#!/bin/sh\n[ "$1" = bound ] && env\nexit 0\n', { mode: 0o755 });
  await exec('ip', 'link', 'add', card, 'address', ethernetAddress, 'type', 'veth', 'peer', 'name', port);
  try {
    await exec('ip', 'link', 'set', port, 'master', bridge, 'up');
    await exec('ip', 'link', 'set', card, 'up');
    const once = ['-f', '-n', '-q', '-t', '4', '-T', '1'];
    const { stdout } = await exec('busybox', 'udhcpc', '-i', card, ...once, '-s', script);
    const values = Object.fromEntries(stdout.split('\n').map((line) => line.split('=', 2)));
    const { ip = '', subnet = '', router, dns, lease = '' } = values as Record<string, string | undefined>;
    return { ip, subnet, router, dns, lease };
  } catch (error) {
    if ((error as { code?: unknown }).code === 1) return null;
    throw error;
  } finally {
    await exec('ip', 'link', 'del', card);
  }
}
