import type { RecoveryHypervisor } from '../port/recovery.ts';
import type { LibvirtClient } from './client.ts';
import { type GuestRecords, requireOn } from './guest-records.ts';
import { connectListAllDomains, domainResume } from './rpc/procedures.ts';

/** `virConnectListAllDomainsFlags` */
const PAUSED = 32;

/** Guests that paused because of their host. Libvirt is asked for the paused ones only, which are mostly none. */
export function createRecovery(client: LibvirtClient, records: GuestRecords): RecoveryHypervisor {
  return {
    async guestsWaitingForRoom() {
      const paused = await client.call(connectListAllDomains, PAUSED);
      const found = await Promise.all(paused.map(({ uuid }) => records.find(uuid)));
      const waiting = found.filter((record) => record?.stateReason === 'disk_full');
      return waiting.flatMap((record) => (record === null ? [] : [record.domain.spec.id]));
    },
    async resumeGuest(guestId) {
      const record = await records.get(guestId);
      requireOn(record);
      if (record.state === 'paused') await client.call(domainResume, record.ref);
    },
    async isOnItsWay(guestId) {
      const record = await records.lookAny(guestId);
      return (
        record !== null && record !== 'foreign' && (record.domain.move !== null || records.isHidden(record))
      );
    },
  };
}
