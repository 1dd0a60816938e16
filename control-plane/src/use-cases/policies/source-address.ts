import ipaddr from 'ipaddr.js';
import { DomainError } from '../../../../proto/src/errors.ts';

/**
 * The one form of an address or network that rules are compared in: without host bits, without the prefix length of a
 * single address; empty for any.
 * @throws DomainError `invalid` with reason `bad_address`.
 */
export function sourceAddress(text: string): string {
  if (text === '') return '';
  const [address = '', prefix, ...rest] = text.split('/');
  if (isAddress(address) && rest.length === 0 && (prefix === undefined || /^\d{1,3}$/.test(prefix))) {
    const parsed = ipaddr.process(address);
    const bits = parsed.kind() === 'ipv4' ? 32 : 128;
    if (prefix === undefined || Number(prefix) === bits) return parsed.toString();
    // An IPv4 address in IPv6 form has no prefix length of IPv4.
    if (Number(prefix) < bits && parsed.kind() === ipaddr.parse(address).kind()) {
      const network = bits === 32 ? ipaddr.IPv4 : ipaddr.IPv6;
      return `${network.networkAddressFromCIDR(`${address}/${Number(prefix)}`)}/${Number(prefix)}`;
    }
  }
  throw new DomainError(
    'invalid',
    `from_address ${JSON.stringify(text.slice(0, 80))} must be an address like 10.0.0.1 or a network like 10.0.0.0/8`,
    { reason: 'bad_address', details: { field: 'from_address' } },
  );
}

/** Neither the short forms of IPv4 (`10.1`, octal) nor zones of IPv6. */
function isAddress(text: string): boolean {
  if (text.includes(':')) return ipaddr.IPv6.isValid(text) && !text.includes('%');
  return ipaddr.IPv4.isValidFourPartDecimal(text);
}
