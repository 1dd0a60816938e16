/** The mark on a guest that says that it is on its way between two cells. */
import { setTimeout as delay } from 'node:timers/promises';
import type { LibvirtClient } from '../client.ts';
import { formatXml } from '../domain-xml/element.ts';
import { buildMoveMark, MOVE_NAMESPACE, type MoveMark } from '../domain-xml/metadata.ts';
import { isLibvirtError } from '../errors.ts';
import { domainRef, type GuestRecord, type GuestRecords } from '../guest-records.ts';
import { domainDestroyFlags, domainSetMetadata } from '../rpc/procedures.ts';

const LIVE = 1;
const CONFIG = 2;
/** `VIR_DOMAIN_METADATA_ELEMENT`. */
const METADATA_ELEMENT = 2;
const NO_METADATA = 80;
const NOT_RUNNING = 55;
const DESTROY_TIMEOUT_MS = 60_000;

/** On the kept definition and on the run. @param mark null removes it. */
export async function setMark(
  client: LibvirtClient,
  { ref, state }: Pick<GuestRecord, 'ref' | 'state'>,
  mark: MoveMark | null,
): Promise<void> {
  const metadata = mark === null ? null : formatXml(buildMoveMark(mark, ''));
  const key = mark === null ? null : 'cellar-move';
  const flags = state === 'stopped' ? CONFIG : LIVE | CONFIG;
  const about = { domain: ref, type: METADATA_ELEMENT, uri: MOVE_NAMESPACE };
  try {
    await client.call(domainSetMetadata, { ...about, metadata, key, flags });
  } catch (error) {
    if (mark !== null || !isLibvirtError(error, NO_METADATA)) throw error;
  }
}

/** The guest if this operation has it in one of these roles. */
export async function onTheWay(
  records: GuestRecords,
  operationId: string,
  guestId: string,
  ...roles: MoveMark['role'][]
): Promise<GuestRecord | null> {
  const record = await records.lookAny(guestId);
  if (record === null || record === 'foreign') return null;
  const { move } = record.domain;
  return move?.operationId === operationId && roles.includes(move.role) ? record : null;
}

/** Ends a run that is over for the guest: it goes on elsewhere, or never began. */
export async function endRun(client: LibvirtClient, guestId: string): Promise<void> {
  const options = { timeoutMs: DESTROY_TIMEOUT_MS };
  try {
    await client.call(domainDestroyFlags, { domain: domainRef(guestId), flags: 0 }, options);
  } catch (error) {
    if (!isLibvirtError(error, NOT_RUNNING)) throw error;
  }
}

/** Asks until it is so or the time is over. */
export async function until(limitMs: number, isSo: () => Promise<boolean>): Promise<boolean> {
  const endMs = performance.now() + limitMs;
  while (!(await isSo())) {
    if (performance.now() > endMs) return false;
    await delay(100);
  }
  return true;
}
