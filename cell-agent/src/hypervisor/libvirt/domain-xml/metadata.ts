/**
 * What Cellar keeps with a domain: its cell, its operation and its spec. Secrets are not among it, as metadata may be
 * read by everyone who may look at the domain.
 */
import type { CloudInit, GuestSpec, Media } from '../../../../../proto/src/model.ts';
import { element, elements, find, textOf, type XmlElement } from './element.ts';

export const METADATA_NAMESPACE = 'urn:cellar:guest:1';

/** The spec without what must stay secret. */
export type PublicSpec = Omit<GuestSpec, 'monitorSecret' | 'cloudInit'> & {
  readonly cloudInit: Omit<CloudInit, 'adminSecret' | 'userData'> | null;
};

export interface GuestMetadata {
  readonly cellId: string;
  readonly operationId: string;
  readonly spec: PublicSpec;
  /** The media of this run. */
  readonly media: Media | null;
}

export function publicSpec({ monitorSecret: _, cloudInit, ...spec }: GuestSpec): PublicSpec {
  if (cloudInit === null) return { ...spec, cloudInit };
  const { rootEnabled, adminName, dataPath } = cloudInit;
  return { ...spec, cloudInit: { rootEnabled, adminName, dataPath } };
}

export function buildMetadata({ cellId, operationId, spec, media }: GuestMetadata): XmlElement {
  const attributes = { 'xmlns:cellar': METADATA_NAMESPACE, cell: cellId };
  return element(
    'cellar:guest',
    attributes,
    element('cellar:operation', {}, plainJson(operationId)),
    element('cellar:spec', {}, plainJson(spec)),
    media && element('cellar:media', { image: media.imageId, sha256: media.imageSha256 }),
  );
}

/** Null for a domain that is not Cellar's, or whose metadata someone has damaged. */
export function parseMetadata(domain: XmlElement): GuestMetadata | null {
  const guest = metadataElement(domain);
  if (guest === undefined) return null;
  const media = find(guest, 'cellar:media')?.attributes;
  try {
    return {
      cellId: guest.attributes.cell ?? '',
      operationId: JSON.parse(textOf(find(guest, 'cellar:operation'))) as string,
      spec: JSON.parse(textOf(find(guest, 'cellar:spec'))) as PublicSpec,
      media: media === undefined ? null : { imageId: media.image ?? '', imageSha256: media.sha256 ?? '' },
    };
  } catch {
    return null;
  }
}

export function metadataElement(domain: XmlElement): XmlElement | undefined {
  return elements(find(domain, 'metadata'), 'cellar:guest').find(
    ({ attributes }) => attributes['xmlns:cellar'] === METADATA_NAMESPACE,
  );
}

/** JSON of printable ASCII without what XML would escape, so that no reader or writer of XML changes it. */
function plainJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[^\x20-\x7e]|[<>&]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
