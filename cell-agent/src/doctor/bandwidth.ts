/**
 * Who can limit a guest's bandwidth on this kernel: libvirt, which wants pieces that some kernels lack, or else the
 * agent itself. Probed on the loopback of a network namespace that ends with the probe, as kernels without loadable
 * modules list nothing that could be read instead.
 */
import { type Check, type Finding, ok, warning } from './finding.ts';
import { runCommand } from './run-command.ts';

const check = 'bandwidth';

const prepare =
  'tc qdisc add dev lo root handle 1: htb && tc class add dev lo parent 1: classid 1:1 htb rate 1mbit';
const probes = {
  sch_sfq: `${prepare} && tc qdisc add dev lo parent 1:1 handle 2: sfq perturb 10`,
  cls_fw: `${prepare} && tc filter add dev lo parent 1:0 protocol all prio 1 handle 1 fw flowid 1:1`,
  act_police:
    'tc qdisc add dev lo ingress && tc filter add dev lo parent ffff: protocol all u32 match u32 0 0 police rate 1mbit burst 64kb drop flowid :1',
};
/** What the agent uses: HTB, and the limit of nftables at a device's ingress. */
const ownProbe = `${prepare} && tc qdisc add dev lo parent 1:1 handle 2: bfifo limit 65536 &&
  nft 'add table netdev probe; add chain netdev probe in { type filter hook ingress device "lo" priority 0; };
    add rule netdev probe in limit rate over 1 mbytes/second burst 65536 bytes drop'`;

export interface BandwidthMeans {
  readonly by: 'libvirt' | 'agent' | 'nobody';
  /** Names of what libvirt lacks; null when that can not be found out. */
  readonly missing: readonly string[] | null;
}

export async function findBandwidthMeans(): Promise<BandwidthMeans> {
  const [missing, ownWorks] = await Promise.all([missingBandwidthPieces(), probe(ownProbe)]);
  if (missing?.length === 0) return { by: 'libvirt', missing };
  return { by: ownWorks === 0 ? 'agent' : 'nobody', missing };
}

export const checkBandwidth: Check = async () => [bandwidthFinding(await findBandwidthMeans())];

export function bandwidthFinding({ by, missing }: BandwidthMeans): Finding {
  if (by === 'libvirt') return ok(check, 'the bandwidth of guests is limited by libvirt');
  const reason = missing === null ? '' : `: the kernel lacks ${missing.join(', ')} for libvirt`;
  if (by === 'agent') return ok(check, `the bandwidth of guests is limited by the agent${reason}`);
  return warning(
    check,
    `the bandwidth of guests can not be limited${reason}`,
    'Install iproute2 and nftables, and use a kernel with HTB and nftables.',
  );
}

/** Names of the kernel's pieces that libvirt lacks; null when that can not be found out. */
export async function missingBandwidthPieces(): Promise<string[] | null> {
  const canProbe = (await probe('tc qdisc show dev lo')) === 0;
  if (!canProbe) return null;
  const exitCodes = await Promise.all(Object.values(probes).map(probe));
  return Object.keys(probes).filter((_, index) => exitCodes[index] !== 0);
}

async function probe(commands: string): Promise<number | null> {
  const { exitCode } = await runCommand('unshare', ['--net', 'sh', '-c', commands]);
  return exitCode;
}
