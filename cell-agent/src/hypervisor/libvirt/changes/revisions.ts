import type { LibvirtClient } from '../client.ts';
import type { XmlElement } from '../domain-xml/element.ts';
import { METADATA_NAMESPACE, type PublicSpec } from '../domain-xml/metadata.ts';
import { reviseDomain, reviseMetadata } from '../domain-xml/revise.ts';
import { isLibvirtError } from '../errors.ts';
import type { GuestRecord } from '../guest-records.ts';
import { domainDefineXmlFlags, domainGetXmlDesc, domainSetMetadata } from '../rpc/procedures.ts';

const XML_SECURE = 1;
const XML_SECURE_INACTIVE = 1 | 2;
const OF_NAMESPACE = 2;
const LIVE = 1;
const NOT_RUNNING = 55;

/** Changes of a guest's definition. What libvirt keeps and what runs have their own; both tell the same spec. */
export class Revisions {
  readonly #client: LibvirtClient;

  constructor(client: LibvirtClient) {
    this.#client = client;
  }

  /** Notes what of the spec is different, and applies the changes to what libvirt keeps: a running guest stays as it is. */
  async revise(
    { ref, domain, state }: GuestRecord,
    difference: Partial<PublicSpec>,
    ...changes: readonly ((domain: XmlElement) => XmlElement)[]
  ): Promise<void> {
    const spec = { ...domain.spec, ...difference };
    const kept = await this.#client.call(domainGetXmlDesc, { domain: ref, flags: XML_SECURE_INACTIVE });
    const xml = reviseDomain(kept, spec, ...changes);
    await this.#client.call(domainDefineXmlFlags, { xml, flags: 0 });
    if (state === 'stopped') return;
    const running = await this.#client.call(domainGetXmlDesc, { domain: ref, flags: XML_SECURE });
    const metadata = reviseMetadata(running, spec);
    const call = { domain: ref, type: OF_NAMESPACE, key: 'cellar', uri: METADATA_NAMESPACE, flags: LIVE };
    try {
      await this.#client.call(domainSetMetadata, { ...call, metadata });
    } catch (error) {
      // It went off meanwhile: what libvirt keeps says the same.
      if (!isLibvirtError(error, NOT_RUNNING)) throw error;
    }
  }
}
