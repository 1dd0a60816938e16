import type { GuestSpec, InterfaceSpec, Qos } from '../../../../../proto/src/model.ts';
import { element, type XmlElement } from './element.ts';

/** What an interface is plugged into: a bridge of the host's or a network of libvirt's. */
export type Attachment =
  | { readonly type: 'bridge'; readonly bridge: string }
  | { readonly type: 'network'; readonly network: string };

export interface InterfaceSurroundings {
  readonly attachmentOf: (network: InterfaceSpec['network']) => Attachment;
  /** Whether the host's kernel can limit bandwidth; a guest with limits does not start where it can not. */
  readonly limitsBandwidth: boolean;
}

export function buildInterfaces(
  { interfaces, hardware, qos }: GuestSpec,
  { attachmentOf, limitsBandwidth }: InterfaceSurroundings,
): XmlElement[] {
  return interfaces.map(({ ethernetAddress, network }) => {
    const { type, ...source } = attachmentOf(network);
    return element(
      'interface',
      { type },
      element('mac', { address: ethernetAddress }),
      element('source', source),
      element('model', { type: hardware.network }),
      limitsBandwidth ? buildBandwidth(qos) : null,
    );
  });
}

/** Libvirt counts in KiB per second, and names directions as the guest sees them. */
function buildBandwidth({ receiveBytesPerSecond, sendBytesPerSecond }: Qos): XmlElement | null {
  const limit = (name: string, bytesPerSecond: number) =>
    bytesPerSecond === 0 ? null : element(name, { average: Math.max(1, Math.round(bytesPerSecond / 1024)) });
  if (receiveBytesPerSecond === 0 && sendBytesPerSecond === 0) return null;
  return element(
    'bandwidth',
    {},
    limit('inbound', receiveBytesPerSecond),
    limit('outbound', sendBytesPerSecond),
  );
}
