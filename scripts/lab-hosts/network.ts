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
export async function freePrefix(id: string, taken = ''): Promise<string> {
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
    if (prefix !== taken && !used.some((one) => one.startsWith(`${prefix}.`))) return prefix;
  }
  throw new Error('no /24 between 10.160.0.0 and 10.223.255.255 is free for a lab');
}

/** The common bridge, and the external one where the lab has it, with this machine's address on each. */
export async function makeCommonBridges(plan: LabPlan): Promise<void> {
  const { bridge, address, externalBridge, record } = plan;
  await makeBridge(bridge, address);
  if (record.externalPrefix !== null) await makeBridge(externalBridge, `${record.externalPrefix}.1`);
}

async function makeBridge(name: string, address: string): Promise<void> {
  const found = (await interfaces()).find(({ ifname }) => ifname === name);
  if (found?.flags?.includes('UP')) return;
  await attempt('ip', 'link', 'delete', name);
  await run('ip', 'link', 'add', name, ...bridgeType);
  await run('ip', 'address', 'add', `${address}/24`, 'dev', name);
  await run('ip', 'link', 'set', name, 'up');
}

/** The host's network namespace with `br0`, which has the host's address, and `br1` towards the external network. */
export async function makeHostNetwork(plan: LabPlan, host: HostPlan): Promise<void> {
  const { networkNamespace, cable, externalCable, address } = host;
  // The cable is plugged in last.
  const isWhole = ({ ifname, master }: Interface) => ifname === cable && master === plan.bridge;
  if ((await interfaces()).some(isWhole)) return;
  await attempt('ip', 'link', 'delete', cable);
  await attempt('ip', 'link', 'delete', externalCable);
  await attempt('ip', 'netns', 'delete', networkNamespace);
  await run('ip', 'netns', 'add', networkNamespace);
  const inside = ['-n', networkNamespace];
  await run('ip', ...inside, 'link', 'set', 'lo', 'up');
  if (plan.record.externalPrefix !== null) {
    await makeUplink(networkNamespace, externalCable, 'up1', 'br1');
    await run('ip', 'link', 'set', externalCable, 'master', plan.externalBridge, 'up');
  }
  await makeUplink(networkNamespace, cable, 'up0', 'br0');
  await run('ip', ...inside, 'address', 'add', `${address}/24`, 'dev', 'br0');
  await run('ip', 'link', 'set', cable, 'master', plan.bridge, 'up');
}

async function makeUplink(namespace: string, cable: string, end: string, bridge: string): Promise<void> {
  await run('ip', 'link', 'add', cable, 'type', 'veth', 'peer', 'name', end, 'netns', namespace);
  await run('ip', '-n', namespace, 'link', 'add', bridge, ...bridgeType);
  await run('ip', '-n', namespace, 'link', 'set', end, 'master', bridge, 'up');
  await run('ip', '-n', namespace, 'link', 'set', bridge, 'up');
}

const bridgeType = ['type', 'bridge', 'stp_state', '0', 'forward_delay', '0'];

/** Pulls the host's cables, for its guests too, or plugs them in again. */
export async function setCables(
  plan: LabPlan,
  { cable, externalCable }: HostPlan,
  state: 'up' | 'down',
): Promise<void> {
  await run('ip', 'link', 'set', cable, state);
  if (plan.record.externalPrefix !== null) await run('ip', 'link', 'set', externalCable, state);
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
    .filter((name) => [`lab${id}`, `lax${id}`, `lv${id}h`, `lw${id}h`].some((one) => name.startsWith(one)));
  for (const name of ours) await attempt('ip', 'link', 'delete', name);
  const namespaces = (await run('ip', 'netns', 'list')).split('\n').map((line) => line.split(' ')[0] ?? '');
  for (const name of namespaces.filter((one) => one.startsWith(`lab-${id}-`))) {
    await attempt('ip', 'netns', 'delete', name);
  }
}

/** The DHCP server of the common bridges, which gives .100 to .250 of each network to the guests of all hosts. */
export function dhcpCommand({ bridge, externalBridge, record }: LabPlan): string[] {
  const { data, prefix, externalPrefix } = record;
  const external = [
    `--interface=${externalBridge}`,
    `--dhcp-range=${externalPrefix}.100,${externalPrefix}.250,1h`,
  ];
  return [
    ...['dnsmasq', '--keep-in-foreground', '--conf-file=/dev/null', '--port=0', '--no-ping'],
    ...[`--interface=${bridge}`, '--bind-interfaces', '--except-interface=lo', '--dhcp-authoritative'],
    ...(externalPrefix === null ? [] : external),
    ...[`--dhcp-range=${prefix}.100,${prefix}.250,1h`, `--dhcp-leasefile=${join(data, 'dhcp.leases')}`],
    ...[`--pid-file=${join(data, 'dhcp.pid')}`, '--dhcp-option=option:router'],
  ];
}
