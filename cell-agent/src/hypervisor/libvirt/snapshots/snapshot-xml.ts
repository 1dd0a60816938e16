import type { Snapshot } from '../../../../../proto/src/model-snapshots.ts';
import { element, elements, find, formatXml, parseXml, textOf } from '../domain-xml/element.ts';
import { plainJson } from '../domain-xml/metadata.ts';
import { fromLibvirtName, toLibvirtName } from './name.ts';

export interface ParsedSnapshot extends Omit<Snapshot, 'current'> {
  /** Files of its guest's disks, seed and media included, as they were. */
  readonly diskPaths: readonly string[];
}

/** Libvirt keeps nothing of ours with a snapshot but its description: the operation is in there. */
interface Description {
  readonly operation: string;
  readonly text: string;
}

export function buildSnapshotXml(snapshot: Pick<Snapshot, 'name' | 'description' | 'operationId'>): string {
  const { name, description, operationId } = snapshot;
  const described: Description = { operation: operationId, text: description };
  return formatXml(
    element(
      'domainsnapshot',
      {},
      element('name', {}, toLibvirtName(name)),
      element('description', {}, plainJson(described)),
    ),
  );
}

export function parseSnapshot(xml: string): ParsedSnapshot {
  const snapshot = parseXml(xml);
  const { operation, text } = readDescription(textOf(find(snapshot, 'description')));
  return {
    name: fromLibvirtName(textOf(find(snapshot, 'name'))),
    description: text,
    operationId: operation,
    createdAtMs: Number(textOf(find(snapshot, 'creationTime'))) * 1_000,
    running: textOf(find(snapshot, 'state')) !== 'shutoff',
    parent: fromLibvirtName(textOf(find(snapshot, 'parent', 'name'))),
    diskPaths: elements(find(snapshot, 'domain', 'devices'), 'disk')
      .map((disk) => find(disk, 'source')?.attributes.file)
      .filter((path) => path !== undefined),
  };
}

/** A snapshot made by hand has a description of its own, or none. */
function readDescription(text: string): Description {
  try {
    const value: unknown = JSON.parse(text);
    if (isDescription(value)) return value;
  } catch {
    // Not ours.
  }
  return { operation: '', text };
}

function isDescription(value: unknown): value is Description {
  if (typeof value !== 'object' || value === null) return false;
  const { operation, text } = value as Partial<Record<keyof Description, unknown>>;
  return typeof operation === 'string' && typeof text === 'string';
}
