import type { StorageSource } from '../../../../../proto/src/model-storages.ts';
import { element, find, formatXml, parseXml, textOf } from '../domain-xml/element.ts';

export type NfsSource = Pick<StorageSource, 'host' | 'target'>;

/** A pool by which libvirt mounts an export. */
export function buildPoolXml(name: string, { host, target }: NfsSource, mountPath: string): string {
  return formatXml(
    element(
      'pool',
      { type: 'netfs' },
      element('name', {}, name),
      element(
        'source',
        {},
        element('host', { name: host }),
        element('dir', { path: target }),
        element('format', { type: 'nfs' }),
      ),
      element('target', {}, element('path', {}, mountPath)),
    ),
  );
}

export function parsePoolXml(xml: string): NfsSource & { readonly mountPath: string } {
  const pool = parseXml(xml);
  const source = find(pool, 'source');
  return {
    host: find(source, 'host')?.attributes.name ?? '',
    target: find(source, 'dir')?.attributes.path ?? '',
    mountPath: textOf(find(find(pool, 'target'), 'path')),
  };
}
