/** What a call of our binding costs, against the C library on the same daemon. */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LibvirtClient } from '../../../cell-agent/src/hypervisor/libvirt/client.ts';
import {
  domainDefineXmlFlags,
  domainGetInfo,
  domainGetXmlDesc,
} from '../../../cell-agent/src/hypervisor/libvirt/rpc/procedures.ts';
import { blankGuestXml } from '../../support/blank-guest.ts';
import { startPrivateLibvirtd } from '../../support/private-libvirtd.ts';
import { ChildProgram } from '../child-program.ts';
import type { Comparison, Line } from '../harness.ts';

const callsOfSample = 2_000;
const program = join(import.meta.dirname, '../programs/libvirt-calls.py');

export const libvirtBinding: Line = {
  name: 'libvirt-binding',
  async *comparisons() {
    await using stack = new AsyncDisposableStack();
    const dir = await mkdtemp('/var/tmp/cellar-bench-');
    stack.defer(() => rm(dir, { recursive: true, force: true }));
    const { socket: socketPath } = stack.use(await startPrivateLibvirtd({ dir, ownNetwork: true }));
    const client = stack.use(new LibvirtClient({ socketPath }));
    const domain = await client.call(domainDefineXmlFlags, { xml: blankGuestXml('bench'), flags: 0 });
    const uri = `qemu+unix:///system?socket=${socketPath}`;
    const library = stack.use(new ChildProgram('/usr/bin/python3', [program, uri, 'bench']));
    await library.nextLine();

    const calls = {
      info: () => client.call(domainGetInfo, domain),
      xml: () => client.call(domainGetXmlDesc, { domain, flags: 0 }),
    };
    const against = "C library (Debian's python3-libvirt)";
    for (const [procedure, title] of [
      ['info', 'DomainGetInfo'],
      ['xml', 'DomainGetXMLDesc'],
    ] as const) {
      for (const inFlight of [1, 16]) {
        yield {
          what: `${title}, ${inFlight === 1 ? 'one by one' : `${inFlight} in flight`}`,
          unit: 'µs',
          against: inFlight === 1 ? against : `${against}, ${inFlight} threads`,
          goal: { ratio: inFlight === 1 ? 2 : 1 },
          floor: async () => Number(await library.ask(`${procedure} ${inFlight} ${callsOfSample}`)),
          product: () => microsecondsEach(calls[procedure], inFlight),
        } satisfies Comparison;
      }
    }
  },
};

async function microsecondsEach(call: () => Promise<unknown>, inFlight: number): Promise<number> {
  const start = performance.now();
  const worker = async () => {
    for (let n = 0; n < callsOfSample / inFlight; n += 1) await call();
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return ((performance.now() - start) * 1_000) / callsOfSample;
}
