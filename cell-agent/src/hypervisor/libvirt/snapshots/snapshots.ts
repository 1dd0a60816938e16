import type { Snapshot } from '../../../../../proto/src/model-snapshots.ts';
import type { SnapshotHypervisor } from '../../port/snapshots.ts';
import type { LibvirtClient } from '../client.ts';
import { isLibvirtError } from '../errors.ts';
import type { DomainRef } from '../rpc/procedure.ts';
import {
  domainListAllSnapshots,
  domainSnapshotCreateXml,
  domainSnapshotCurrent,
  domainSnapshotDelete,
  domainSnapshotGetXmlDesc,
} from '../rpc/procedures.ts';
import { type BesideDisksParts, SnapshotsBesideDisks } from './beside-disks.ts';
import { toLibvirtName } from './name.ts';
import { type RestoreParts, restoreSnapshot } from './restore.ts';
import { buildSnapshotXml, parseSnapshot } from './snapshot-xml.ts';

const NO_SNAPSHOT = 72;
/** On all disks or on none. */
const CREATE_ATOMIC = 128;
/** Memory is written to the disk while the guest waits. */
const TIMEOUT_MS = 600_000;

/** Internal snapshots of all qcow2 files of a guest; libvirt's records of them are the truth, and kept beside shared disks. */
export function createSnapshots(
  parts: RestoreParts & BesideDisksParts,
): SnapshotHypervisor & Pick<SnapshotsBesideDisks, 'bring'> {
  const { client, records } = parts;
  const beside = new SnapshotsBesideDisks(parts);
  return {
    bring: (operationId, spec) => beside.bring(operationId, spec),

    async listSnapshots(guestId) {
      const { ref: domain } = await records.get(guestId);
      const [list, current] = await Promise.all([
        client.call(domainListAllSnapshots, { domain, flags: 0 }),
        findCurrent(client, domain),
      ]);
      const snapshots = await Promise.all(
        list.map(async (snapshot): Promise<Snapshot> => {
          const xml = await client.call(domainSnapshotGetXmlDesc, { snapshot, flags: 0 });
          const { diskPaths: _, ...parsed } = parseSnapshot(xml);
          return { ...parsed, current: snapshot.name === current };
        }),
      );
      const sorted = snapshots.sort((one, other) => (one.name < other.name ? -1 : 1));
      await beside.follow(guestId, sorted);
      return sorted;
    },

    async createSnapshot(guestId, snapshot) {
      const { ref: domain } = await records.get(guestId);
      const request = { domain, xml: buildSnapshotXml(snapshot), flags: CREATE_ATOMIC };
      await client.call(domainSnapshotCreateXml, request, { timeoutMs: TIMEOUT_MS });
    },

    restoreSnapshot: (guestId, name, operationId, options = {}) =>
      restoreSnapshot(parts, guestId, name, operationId, options),

    async deleteSnapshot(guestId, name) {
      const { ref: domain } = await records.get(guestId);
      const snapshot = { name: toLibvirtName(name), domain };
      try {
        await client.call(domainSnapshotDelete, { snapshot, flags: 0 }, { timeoutMs: TIMEOUT_MS });
      } catch (error) {
        if (!isLibvirtError(error, NO_SNAPSHOT)) throw error;
      }
    },
  };
}

async function findCurrent(client: LibvirtClient, domain: DomainRef): Promise<string | null> {
  try {
    return (await client.call(domainSnapshotCurrent, { domain, flags: 0 })).name;
  } catch (error) {
    if (isLibvirtError(error, NO_SNAPSHOT)) return null;
    throw error;
  }
}
