import type { GuestSpec, InterfaceSpec } from '../../../../../proto/src/model.ts';
import { tapName } from '../filter/tap-name.ts';
import { element, type XmlElement } from './element.ts';
import { buildBandwidth } from './qos.ts';

/** What an interface is plugged into: a bridge of the host's or a network of libvirt's. */
export type Attachment =
  | { readonly type: 'bridge'; readonly bridge: string }
  | { readonly type: 'network'; readonly network: string };

export interface InterfaceSurroundings {
  readonly attachmentOf: (one: Pick<InterfaceSpec, 'network' | 'address' | 'gateway'>) => Attachment;
  /** Whether libvirt can limit bandwidth on the host's kernel; else its limits keep a guest from starting. */
  readonly limitsBandwidth: boolean;
}

export function buildInterfaces(
  { id, interfaces, hardware, qos }: GuestSpec,
  { attachmentOf, limitsBandwidth }: InterfaceSurroundings,
): XmlElement[] {
  return interfaces.map((one, index) => {
    const { type, ...source } = attachmentOf(one);
    return element(
      'interface',
      { type },
      element('mac', { address: one.ethernetAddress }),
      element('source', source),
      element('target', { dev: tapName(id, index) }),
      element('model', { type: hardware.network }),
      limitsBandwidth ? buildBandwidth(qos) : null,
    );
  });
}
