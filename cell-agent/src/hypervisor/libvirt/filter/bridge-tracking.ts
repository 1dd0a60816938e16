import { runCommand } from '../../../doctor/run-command.ts';

/** Each kernel may have it built in, as a module, or not at all. */
const script = `[ -d /proc/sys/net/bridge ] || modprobe br_netfilter
for name in bridge-nf-call-iptables bridge-nf-call-ip6tables; do
  setting=/proc/sys/net/bridge/$name
  [ "$(cat $setting)" = 1 ] || echo 1 > $setting
done`;

/**
 * Has the host track connections of bridged packets, by which filters know answers. Where it can not, the doctor and
 * the cell's warnings say so.
 * @param networkNamespace file of libvirt's namespace; null if it has the agent's.
 */
export async function trackBridgedPackets(networkNamespace: string | null): Promise<void> {
  const command = ['sh', '-c', script] as const;
  if (networkNamespace === null) await runCommand(command[0], command.slice(1));
  else await runCommand('nsenter', [`--net=${networkNamespace}`, '--', ...command]);
}
