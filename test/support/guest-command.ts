import type { LibvirtClient } from '../../cell-agent/src/hypervisor/libvirt/client.ts';
import { domainRef } from '../../cell-agent/src/hypervisor/libvirt/guest-records.ts';
import { qemuDomainAgentCommand } from '../../cell-agent/src/hypervisor/libvirt/rpc/procedures.ts';
import { poll } from './poll.ts';

/** Runs a shell command in the guest by its agent and returns what it printed. @throws Error if it fails. */
export async function runInGuest(client: LibvirtClient, guestId: string, command: string): Promise<string> {
  const ask = async (execute: string, values: object): Promise<unknown> => {
    const request = JSON.stringify({ execute, arguments: values });
    const call = { domain: domainRef(guestId), command: request, timeoutSeconds: 20, flags: 0 };
    return (JSON.parse((await client.call(qemuDomainAgentCommand, call)) ?? '{}') as { return: unknown })
      .return;
  };
  const started = { path: '/bin/sh', arg: ['-c', command], 'capture-output': true };
  const { pid } = (await ask('guest-exec', started)) as { pid: number };
  let status: { exited: boolean; exitcode?: number; 'out-data'?: string; 'err-data'?: string } | undefined;
  await poll(`the guest has run ${command}`, async () => {
    status = (await ask('guest-exec-status', { pid })) as typeof status;
    return status?.exited === true;
  });
  const decode = (data: string | undefined) =>
    Buffer.from(data ?? '', 'base64')
      .toString()
      .trim();
  if (status?.exitcode !== 0) throw new Error(`${command}: ${decode(status?.['err-data'])}`);
  return decode(status['out-data']);
}
