import { element, type XmlElement } from './element.ts';
import { metadataElement, plainJson } from './metadata.ts';
import { mapChildren, withElements } from './revise.ts';

/** The domain as another instance to cloud-init. */
export function withInstance(instance: string): (domain: XmlElement) => XmlElement {
  return (domain) => {
    const guest = metadataElement(domain);
    const change = withElements(element('cellar:instance', {}, plainJson(instance)));
    return mapChildren('metadata', (metadata) => ({
      ...metadata,
      children: metadata.children.map((child) => (child === guest ? change(child) : child)),
    }))(domain);
  };
}
