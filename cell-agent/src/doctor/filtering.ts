/**
 * Whether the host can filter what guests send and receive: the rules are of nftables, and on bridges they learn from
 * br_netfilter which packets are answers.
 */
import { readFile } from 'node:fs/promises';
import { type Check, type Finding, ok, warning } from './finding.ts';
import { runCommand } from './run-command.ts';

const check = 'filtering';
const settings = ['bridge-nf-call-iptables', 'bridge-nf-call-ip6tables'] as const;

/** Of each kind that filters use, in a network namespace that ends with the probe. */
const probe = `nft 'add table bridge probe; add map bridge probe m { type ifname : verdict; };
  add chain bridge probe c { type filter hook postrouting priority 0; }; add rule bridge probe c oifname vmap @m;
  add rule bridge probe c meta mark & 1 == 1 accept; add rule bridge probe c ip saddr 10.0.0.0/8 tcp dport 22 drop;
  add rule bridge probe c arp saddr ether != 52:54:00:00:00:00 drop; add table inet probe;
  add chain inet probe c { type filter hook prerouting priority -150; };
  add rule inet probe c ct direction reply ct mark & 1 == 1 meta mark set meta mark | 1'`;

export interface FilteringMeans {
  readonly byNftables: boolean;
  /** Settings of br_netfilter that are off; null: it is not loaded. */
  readonly off: readonly string[] | null;
}

export const checkFiltering: Check = async () => [filteringFinding(await findFilteringMeans())];

async function findFilteringMeans(): Promise<FilteringMeans> {
  const { exitCode } = await runCommand('unshare', ['--net', 'sh', '-c', probe]);
  const values = await Promise.all(
    settings.map((name) => readFile(`/proc/sys/net/bridge/${name}`, 'utf8').catch(() => null)),
  );
  const off = values.includes(null) ? null : settings.filter((_, index) => values[index]?.trim() !== '1');
  return { byNftables: exitCode === 0, off };
}

export function filteringFinding({ byNftables, off }: FilteringMeans): Finding {
  if (!byNftables) {
    return warning(
      check,
      'nftables can not filter on this host: guests with security policies do not start, and others may send in the name of anyone',
      'Install nftables, and use a kernel with nf_tables for bridges and with connection tracking.',
    );
  }
  const lost = 'on a bridge, guests that reject what they did not ask for get no answers either';
  if (off === null)
    return warning(check, `br_netfilter is not loaded: ${lost}`, 'Run: modprobe br_netfilter');
  if (off.length === 0) return ok(check, 'what guests send and receive is filtered');
  const remedy = `Run: sysctl -w ${off.map((name) => `net.bridge.${name}=1`).join(' ')}`;
  return warning(check, `${off.join(' and ')} ${off.length === 1 ? 'is' : 'are'} 0: ${lost}`, remedy);
}
