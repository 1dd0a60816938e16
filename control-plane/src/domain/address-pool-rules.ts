import { DomainError } from '../../../proto/src/errors.ts';
import type { NetworkSide } from '../../../proto/src/model.ts';
import type { AddressRange } from './address-pool.ts';
import { formatIpv4, networkOf, parseIpv4, prefixOfNetmask } from './ipv4.ts';

const longestPrefix = 30;
const shortestPrefix = 8;

/** @throws DomainError `invalid` for anything but an IPv4 address that a host can have. */
export function checkHostAddress(field: string, text: string): number {
  const address = parseIpv4(text);
  const first = address === null ? 0 : Math.floor(address / 2 ** 24);
  if (address !== null && first >= 1 && first <= 223 && first !== 127) return address;
  throw invalid(field, text, 'an IPv4 address of a host, as 192.168.3.254');
}

/** @throws DomainError `invalid` with reason `bad_name`. */
export function checkAddressPoolName(name: string): void {
  if (/^[^\p{Cc}]{1,128}$/u.test(name) && name.trim() !== '') return;
  throw new DomainError(
    'invalid',
    `illegal name ${JSON.stringify(name.slice(0, 80))}: only 1 to 128 characters in one line, not only blanks, allowed`,
    { reason: 'bad_name', details: { field: 'name' } },
  );
}

export interface RangeRequest {
  readonly pool: string;
  readonly side: NetworkSide;
  readonly start: string;
  readonly end: string;
  readonly netmask: string;
}

/** @throws DomainError `invalid` naming the field that is wrong. */
export function makeRange({ pool, side, start, end, netmask }: RangeRequest): AddressRange {
  const first = checkHostAddress('start', start);
  const last = checkHostAddress('end', end);
  const prefix = prefixOfNetmask(netmask);
  if (prefix === null || prefix < shortestPrefix || prefix > longestPrefix) {
    throw invalid('netmask', netmask, 'a netmask from 255.0.0.0 to 255.255.255.252');
  }
  if (last < first) throw invalid('end', end, `an address from ${start} on`);
  const network = networkOf(first, prefix);
  if (last > network.last) {
    const all = `${formatIpv4(network.first)}/${prefix}`;
    throw invalid('end', end, `in the network of the start, ${all}`);
  }
  return { pool, side, start: first, end: last, prefix, next: first };
}

/** @throws DomainError `already_exists` with reason `range_overlaps` naming the other range. */
export function refuseOverlap(range: AddressRange, others: readonly AddressRange[]): void {
  const other = others.find(({ start, end }) => start <= range.end && range.start <= end);
  if (other === undefined) return;
  const [mine, its] = [range, other].map(describeRange);
  throw new DomainError('already_exists', `range ${mine} overlaps ${its} of pool '${range.pool}'`, {
    reason: 'range_overlaps',
    subject: { kind: 'address-pool', id: range.pool },
  });
}

export function describeRange({ side, start, end }: Pick<AddressRange, 'side' | 'start' | 'end'>): string {
  return `${side} ${formatIpv4(start)} ~ ${formatIpv4(end)}`;
}

function invalid(field: string, value: string, allowed: string): DomainError {
  return new DomainError(
    'invalid',
    `${field} must be ${allowed}, not ${JSON.stringify(value.slice(0, 60))}`,
    {
      reason: 'bad_address',
      details: { field },
    },
  );
}
