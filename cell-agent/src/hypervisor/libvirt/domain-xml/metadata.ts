/**
 * What Cellar keeps with a domain: its cell, its operation and its spec. Secrets are not among it, as metadata may be
 * read by everyone who may look at the domain.
 */
import type { CloudInit, GuestSpec, InterfaceSpec, Media } from '../../../../../proto/src/model.ts';
import { openPolicy, type SecurityPolicy } from '../../../../../proto/src/model-policy.ts';
import { element, elements, find, formatXml, textOf, type XmlElement } from './element.ts';

export const METADATA_NAMESPACE = 'urn:cellar:guest:1';
/** Of what holds for one run only: an element of its own, so that a run may change it alone. */
export const MEDIA_NAMESPACE = 'urn:cellar:media:1';
/** Of a guest on its way between two cells. */
export const MOVE_NAMESPACE = 'urn:cellar:move:1';

/** The spec without what must stay secret. */
export type PublicSpec = Omit<GuestSpec, 'monitorSecret' | 'cloudInit'> & {
  readonly cloudInit: Omit<CloudInit, 'adminSecret' | 'userData'> | null;
};

export interface GuestMetadata {
  readonly cellId: string;
  readonly operationId: string;
  readonly spec: PublicSpec;
  /** By which cloud-init tells whether it has set up this system already: another one, and it does so again. */
  readonly instance: string;
}

/** The media of one run, and the operation that brought it. */
export interface MediaMark {
  readonly operationId: string;
  readonly media: Media;
}

/** Which operation moves the guest, and how far it is; all but departing ones are hidden. */
export interface MoveMark {
  readonly operationId: string;
  readonly role: 'departing' | 'departed' | 'expected' | 'arrived';
}

export function publicSpec({ monitorSecret: _, cloudInit, ...spec }: GuestSpec): PublicSpec {
  if (cloudInit === null) return { ...spec, cloudInit };
  const { rootEnabled, adminName, dataPath } = cloudInit;
  return { ...spec, cloudInit: { rootEnabled, adminName, dataPath } };
}

export function buildMetadata({ cellId, operationId, spec, instance }: GuestMetadata): XmlElement {
  const attributes = { 'xmlns:cellar': METADATA_NAMESPACE, cell: cellId };
  return element(
    'cellar:guest',
    attributes,
    element('cellar:operation', {}, plainJson(operationId)),
    element('cellar:spec', {}, plainJson(spec)),
    element('cellar:instance', {}, plainJson(instance)),
  );
}

/** @param prefix none where libvirt adds it. */
export function buildMediaMark({ operationId, media }: MediaMark, prefix: 'cellar-media:' | ''): XmlElement {
  const { imageId: image, imageSha256: sha256 } = media;
  const namespace = prefix === '' ? {} : { 'xmlns:cellar-media': MEDIA_NAMESPACE };
  return element(`${prefix}media`, { ...namespace, image, sha256, operation: operationId });
}

export function parseMediaMark(domain: XmlElement): MediaMark | null {
  const mark = elements(find(domain, 'metadata'), 'cellar-media:media')[0];
  if (mark === undefined) return null;
  const { image = '', sha256 = '', operation = '' } = mark.attributes;
  return { operationId: operation, media: { imageId: image, imageSha256: sha256 } };
}

/** @param prefix none where libvirt adds it. */
export function buildMoveMark({ operationId, role }: MoveMark, prefix: 'cellar-move:' | ''): XmlElement {
  const namespace = prefix === '' ? {} : { 'xmlns:cellar-move': MOVE_NAMESPACE };
  return element(`${prefix}move`, { ...namespace, role, operation: operationId });
}

export function parseMoveMark(domain: XmlElement): MoveMark | null {
  const mark = elements(find(domain, 'metadata'), 'cellar-move:move')[0];
  if (mark === undefined) return null;
  const { role = '', operation = '' } = mark.attributes;
  return { role: role as MoveMark['role'], operationId: operation };
}

/** Without prefixes: libvirt puts its own before each name when it is given metadata of a namespace. */
export function formatBareMetadata({ cellId, operationId, spec, instance }: GuestMetadata): string {
  return formatXml(
    element(
      'guest',
      { cell: cellId },
      element('operation', {}, plainJson(operationId)),
      element('spec', {}, plainJson(spec)),
      element('instance', {}, plainJson(instance)),
    ),
  );
}

/** The element of a domain's metadata with another spec. */
export function withSpec(guest: XmlElement, spec: PublicSpec): XmlElement {
  return {
    ...guest,
    children: guest.children.map((child) =>
      typeof child !== 'string' && child.name === 'cellar:spec'
        ? element('cellar:spec', {}, plainJson(spec))
        : child,
    ),
  };
}

type StoredSpec = Omit<
  PublicSpec,
  'interfaces' | 'failover' | 'antiAffinity' | 'storage' | 'securityPolicy' | 'volumes' | 'floatingAddresses'
> & {
  readonly failover?: boolean;
  readonly antiAffinity?: string;
  readonly storage?: string;
  readonly interfaces: readonly (Omit<InterfaceSpec, 'assignment'> & Partial<InterfaceSpec>)[];
  readonly securityPolicy?: SecurityPolicy;
  readonly volumes?: PublicSpec['volumes'];
  readonly floatingAddresses?: readonly string[];
};

/**
 * Domains of earlier agents do not say who assigns addresses (nobody does), whether they need a lease or avoid others,
 * what shared storage they are on (none), what may reach them (everything), and of volumes and floating addresses (none).
 */
function completeSpec(stored: StoredSpec): PublicSpec {
  const interfaces = stored.interfaces.map((one) => ({ ...one, assignment: one.assignment ?? 'dhcp' }));
  const { failover = false, antiAffinity = '', storage = '', securityPolicy = openPolicy } = stored;
  const { volumes = [], floatingAddresses = [] } = stored;
  const known = { interfaces, failover, antiAffinity, storage, securityPolicy };
  return { ...stored, ...known, volumes, floatingAddresses };
}

/** Null for a domain that is not Cellar's, or whose metadata someone has damaged. */
export function parseMetadata(domain: XmlElement): GuestMetadata | null {
  const guest = metadataElement(domain);
  if (guest === undefined) return null;
  try {
    const spec = completeSpec(JSON.parse(textOf(find(guest, 'cellar:spec'))) as StoredSpec);
    const instance = find(guest, 'cellar:instance');
    return {
      cellId: guest.attributes.cell ?? '',
      operationId: JSON.parse(textOf(find(guest, 'cellar:operation'))) as string,
      spec,
      instance: instance === undefined ? spec.id : (JSON.parse(textOf(instance)) as string),
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
export function plainJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[^\x20-\x7e]|[<>&]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
