/**
 * The kernel's pieces that libvirt needs to limit a guest's bandwidth, probed on the loopback of a network namespace
 * that ends with the probe. Kernels without loadable modules list nothing that could be read instead.
 */
import { type Check, ok, warning } from './finding.ts';
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

export const checkBandwidth: Check = async () => {
  const missing = await missingBandwidthPieces();
  if (missing === null) {
    return [
      warning(
        check,
        'whether the kernel can limit bandwidth is unknown',
        'Run the doctor as root, with iproute2 installed.',
      ),
    ];
  }
  if (missing.length === 0) return [ok(check, 'the kernel can limit bandwidth')];
  const message = `the kernel can not limit bandwidth by libvirt's own means: it lacks ${missing.join(', ')}`;
  return [
    warning(check, message, 'Use a kernel with these modules; limits fall back to the documented means.'),
  ];
};

/** Names of the kernel's pieces that are not there; null when that can not be found out. */
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
