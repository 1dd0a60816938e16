import type { HostTools } from '../network/host-tools.ts';
import type { LibvirtOptions } from '../options.ts';
import { FloatingAddresses, type FloatingParts } from './floating-addresses.ts';
import { HostNat } from './host-nat.ts';

export function createFloating(
  { cellId, network }: Pick<LibvirtOptions, 'cellId' | 'network'>,
  parts: Omit<FloatingParts, 'host' | 'outside'> & { readonly tools: HostTools },
): FloatingAddresses {
  const outside = network.floatingInterface ?? network.externalBridge;
  return new FloatingAddresses({ ...parts, outside, host: new HostNat(cellId, parts.tools) });
}
