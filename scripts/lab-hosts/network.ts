/** A common bridge with the control plane on it, and a cable to each host's own bridge `br0`. */
import { join } from 'node:path';
import type { HostPlan, LabPlan } from './plan.ts';
import { attempt, run } from './run.ts';

interface Interface {
  readonly ifname: string;
  readonly master?: string;
  readonly flags?: readonly string[];
  readonly addr_info?: readonly { readonly local?: string }[];
}

export async function interfaces(): Promise<Interface[]> {
  return JSON.parse(await run('ip', '-j', 'address', 'show')) as Interface[];
}

/** The first three octets of a /24 that nothing on this machine uses; the id decides where the search begins. */
export async function freePrefix(id: string): Promise<string> {
  const routes = JSON.parse(await run('ip', '-j', '-4', 'route', 'show', 'table', 'all')) as {
    dst: string;
  }[];
  const used = [
    ...routes.map(({ dst }) => dst),
    ...(await interfaces()).flatMap(({ addr_info }) => (addr_info ?? []).map(({ local }) => local ?? '')),
  ];
  const first = Number.parseInt(id, 16);
  for (let step = 0; step < 4_096; step += 1) {
    const at = (first + step) % (64 * 256);
    const prefix = `10.${160 + Math.floor(at / 256)}.${at % 256}`;
    if (!used.some((one) => one.startsWith(`${prefix}.`))) return prefix;
  }
  throw new Error('no /24 between 10.160.0.0 and 10.223.255.255 is free for a lab');
}

export async function makeCommonBridge({ bridge, address }: LabPlan): Promise<void> {
  const found = (await interfaces()).find(({ ifname }) => ifname === bridge);
  if (found?.flags?.includes('UP')) return;
  await attempt('ip', 'link', 'delete', bridge);
  await run('ip', 'link', 'add', bridge, 'type', 'bridge', 'stp_state', '0', 'forward_delay', '0');
  await run('ip', 'address', 'add', `${address}/24`, 'dev', bridge);
  await run('ip', 'link', 'set', bridge, 'up');
}

/** The host's network namespace with `br0`, which has the host's address, on the cable to the common bridge. */
export async function makeHostNetwork({ bridge }: LabPlan, host: HostPlan): Promise<void> {
  const { networkNamespace, cable, address } = host;
  // The cable is plugged in last.
  if ((await interfaces()).some(({ ifname, master }) => ifname === cable && master === bridge)) return;
  await attempt('ip', 'link', 'delete', cable);
  await attempt('ip', 'netns', 'delete', networkNamespace);
  await run('ip', 'netns', 'add', networkNamespace);
  const inside = ['-n', networkNamespace];
  await run('ip', 'link', 'add', cable, 'type', 'veth', 'peer', 'name', 'up0', 'netns', networkNamespace);
  await run('ip', ...inside, 'link', 'set', 'lo', 'up');
  await run(
    'ip',
    ...inside,
    ...['link', 'add', 'br0', 'type', 'bridge', 'stp_state', '0', 'forward_delay', '0'],
  );
  await run('ip', ...inside, 'link', 'set', 'up0', 'master', 'br0', 'up');
  await run('ip', ...inside, 'address', 'add', `${address}/24`, 'dev', 'br0');
  await run('ip', ...inside, 'link', 'set', 'br0', 'up');
  await run('ip', 'link', 'set', cable, 'master', bridge, 'up');
}

/** Pulls the host's cable, for its guests too, or plugs it in again. */
export async function setCable({ cable }: HostPlan, state: 'up' | 'down'): Promise<void> {
  await run('ip', 'link', 'set', cable, state);
}

/** Takes the way to the control plane from the host, or gives it back; its guests and other hosts do not notice. */
export async function setRoute(
  { address }: LabPlan,
  { networkNamespace }: HostPlan,
  state: 'open' | 'closed',
): Promise<void> {
  const verb = state === 'closed' ? 'replace' : 'delete';
  await run('ip', '-n', networkNamespace, 'route', verb, 'blackhole', `${address}/32`);
}

/** Removes all of it; harmless when it is gone. */
export async function removeNetworks(id: string): Promise<void> {
  const ours = (await interfaces())
    .map(({ ifname }) => ifname)
    .filter((name) => name === `lab${id}` || name.startsWith(`lv${id}h`));
  for (const name of ours) await attempt('ip', 'link', 'delete', name);
  const namespaces = (await run('ip', 'netns', 'list')).split('\n').map((line) => line.split(' ')[0] ?? '');
  for (const name of namespaces.filter((one) => one.startsWith(`lab-${id}-`))) {
    await attempt('ip', 'netns', 'delete', name);
  }
}

/** The DHCP server of the common bridge, which gives .100 to .250 to the guests of all hosts. */
export function dhcpCommand({ bridge, record }: LabPlan): string[] {
  const { data, prefix } = record;
  return [
    ...['dnsmasq', '--keep-in-foreground', '--conf-file=/dev/null', '--port=0', '--no-ping'],
    ...[`--interface=${bridge}`, '--bind-interfaces', '--except-interface=lo', '--dhcp-authoritative'],
    ...[`--dhcp-range=${prefix}.100,${prefix}.250,1h`, `--dhcp-leasefile=${join(data, 'dhcp.leases')}`],
    ...[`--pid-file=${join(data, 'dhcp.pid')}`, '--dhcp-option=option:router'],
  ];
}
