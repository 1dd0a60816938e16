import type { CpuPriority } from '../../../../../proto/src/model.ts';
import type { DiskQos } from '../../../../../proto/src/model-qos.ts';
import type { QosHypervisor } from '../../port/qos.ts';
import type { Revisions } from '../changes/revisions.ts';
import type { LibvirtClient } from '../client.ts';
import { elements, find, parseXml } from '../domain-xml/element.ts';
import { buildCpuTune, cpuShares, ioTuneOf, withIoTune } from '../domain-xml/qos.ts';
import { withElements } from '../domain-xml/revise.ts';
import type { GuestRecord, GuestRecords } from '../guest-records.ts';
import { domainGetXmlDesc, domainSetBlockIoTune, domainSetSchedulerParameters } from '../rpc/procedures.ts';
import { toTypedParams } from '../rpc/typed-params.ts';
import type { Bandwidth } from './bandwidth.ts';

const LIVE = 1;

export function createQos(parts: {
  client: LibvirtClient;
  records: GuestRecords;
  revisions: Revisions;
  bandwidth: Bandwidth;
}): QosHypervisor {
  const { client, records, revisions, bandwidth } = parts;

  async function share({ ref }: GuestRecord, priority: CpuPriority): Promise<void> {
    const params = toTypedParams({ cpu_shares: ['ullong', cpuShares[priority]] });
    await client.call(domainSetSchedulerParameters, { domain: ref, params, flags: LIVE });
  }

  async function limitDisks({ ref }: GuestRecord, limits: DiskQos): Promise<void> {
    const running = parseXml(await client.call(domainGetXmlDesc, { domain: ref, flags: 0 }));
    const params = toTypedParams(
      Object.fromEntries(Object.entries(ioTuneOf(limits)).map(([name, limit]) => [name, ['ullong', limit]])),
    );
    for (const device of elements(find(running, 'devices'), 'disk')) {
      const disk = find(device, 'target')?.attributes.dev;
      if (device.attributes.device !== 'disk' || disk === undefined) continue;
      await client.call(domainSetBlockIoTune, { domain: ref, disk, params, flags: LIVE });
    }
  }

  return {
    async setCpuPriority(guestId, cpuPriority) {
      const record = await records.get(guestId);
      if (record.state !== 'stopped') await share(record, cpuPriority);
      const qos = { ...record.domain.spec.qos, cpuPriority };
      await revisions.revise(record, { qos }, withElements(buildCpuTune(cpuPriority)));
    },
    async setDiskQos(guestId, limits) {
      const record = await records.get(guestId);
      if (record.state !== 'stopped') await limitDisks(record, limits);
      const qos = { ...record.domain.spec.qos, ...limits };
      await revisions.revise(record, { qos }, withIoTune(limits));
    },
    setNetworkQos: (guestId, limits) => bandwidth.set(guestId, limits),
  };
}
