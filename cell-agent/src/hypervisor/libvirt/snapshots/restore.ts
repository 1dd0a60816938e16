import { access } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { DomainError } from '../../../../../proto/src/errors.ts';
import type { ChangeHypervisor } from '../../port/changes.ts';
import type { QosHypervisor } from '../../port/qos.ts';
import type { StartOptions } from '../../port.ts';
import type { LibvirtClient } from '../client.ts';
import { METADATA_NAMESPACE } from '../domain-xml/metadata.ts';
import { type ParsedDomain, parseDomain } from '../domain-xml/parse.ts';
import { reviseMetadata } from '../domain-xml/revise.ts';
import type { GuestFiles } from '../guest-files.ts';
import type { GuestRecords } from '../guest-records.ts';
import type { CellNetwork } from '../network/network.ts';
import {
  domainDefineXmlFlags,
  domainGetBlockInfo,
  domainGetXmlDesc,
  domainRevertToSnapshot,
  domainSetMetadata,
  domainSnapshotGetXmlDesc,
} from '../rpc/procedures.ts';
import { forgetDefinition, keepDefinition } from './kept-definition.ts';
import { toLibvirtName } from './name.ts';
import { type ParsedSnapshot, parseSnapshot } from './snapshot-xml.ts';

const XML_SECURE = 1;
const XML_SECURE_INACTIVE = 1 | 2;
const LIVE = 1;
const OF_NAMESPACE = 2;
/** Also where the guest has to start anew for it. */
const REVERT_FORCE = 4;
const REVERT_PAUSED = 2;
/** Memory is read from the disk before the guest goes on. */
const TIMEOUT_MS = 600_000;

export interface RestoreParts {
  readonly client: LibvirtClient;
  readonly records: GuestRecords;
  readonly files: GuestFiles;
  readonly network: CellNetwork;
  readonly changes: Pick<ChangeHypervisor, 'resizeDisk' | 'setMonitorSecret'>;
  readonly qos: QosHypervisor;
}

/** Libvirt's revert brings back the definition of then; the one of now is put in its place again. */
export async function restoreSnapshot(
  parts: RestoreParts,
  guestId: string,
  name: string,
  operationId: string,
  { paused = false }: StartOptions,
): Promise<void> {
  const { client, records, files, network } = parts;
  const { ref: domain, domain: present } = await records.get(guestId);
  const snapshot = { name: toLibvirtName(name), domain };
  const target = parseSnapshot(await client.call(domainSnapshotGetXmlDesc, { snapshot, flags: 0 }));
  if (target.running) {
    await requireFiles(guestId, target);
    await network.require(present.spec.interfaces);
  }
  const keptPath = files.restore(guestId);
  const xml = await keepDefinition(keptPath, operationId, () =>
    client.call(domainGetXmlDesc, { domain, flags: XML_SECURE_INACTIVE }),
  );
  const flags = REVERT_FORCE | (target.running && paused ? REVERT_PAUSED : 0);
  await client.call(domainRevertToSnapshot, { snapshot, flags }, { timeoutMs: TIMEOUT_MS });
  await client.call(domainDefineXmlFlags, { xml, flags: 0 });
  const kept = parseDomain(xml);
  if (kept !== null) {
    await alignRun(parts, guestId, kept);
    await growDisks(parts, guestId, kept);
  }
  await forgetDefinition(keptPath);
}

/** A run with restored memory tells the guest's spec as every run does, and has the password and the limits of now. */
async function alignRun(
  { client, records, changes, qos }: RestoreParts,
  guestId: string,
  kept: ParsedDomain,
): Promise<void> {
  const { ref: domain, domain: run, state } = await records.get(guestId);
  if (state === 'stopped') return;
  const running = await client.call(domainGetXmlDesc, { domain, flags: XML_SECURE });
  const metadata = reviseMetadata(running, kept.spec);
  const call = { domain, type: OF_NAMESPACE, key: 'cellar', uri: METADATA_NAMESPACE, flags: LIVE };
  await client.call(domainSetMetadata, { ...call, metadata });
  if (run.monitorSecret !== kept.monitorSecret) await changes.setMonitorSecret(guestId, kept.monitorSecret);
  if (isDeepStrictEqual(run.spec.qos, kept.spec.qos)) return;
  await qos.setCpuPriority(guestId, kept.spec.qos.cpuPriority);
  await qos.setDiskQos(guestId, kept.spec.qos);
  try {
    await qos.setNetworkQos(guestId, kept.spec.qos);
  } catch (error) {
    // A guest runs also where the host can not hold it to its limits; its start has told of that.
    if (!(error instanceof DomainError) || error.code !== 'unsupported') throw error;
  }
}

/** A disk that was enlarged since the snapshot was taken has its old size after the revert. */
async function growDisks(
  { client, records, files, changes }: RestoreParts,
  guestId: string,
  { spec }: ParsedDomain,
): Promise<void> {
  const { ref: domain } = await records.get(guestId);
  for (const [index, { sizeBytes }] of spec.disks.entries()) {
    const request = { domain, path: files.disk(spec, index), flags: 0 };
    const { capacityBytes } = await client.call(domainGetBlockInfo, request);
    if (capacityBytes < sizeBytes) await changes.resizeDisk(guestId, index, sizeBytes);
  }
}

/** Media that were in the drive may have left the cell's cache since. */
async function requireFiles(guestId: string, { name, diskPaths }: ParsedSnapshot): Promise<void> {
  for (const path of diskPaths) {
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) continue;
    throw new DomainError('conflict', `a file that snapshot '${name}' runs with is no longer on the cell`, {
      reason: 'disk_missing',
      subject: { kind: 'guest', id: guestId },
      details: { path },
    });
  }
}
