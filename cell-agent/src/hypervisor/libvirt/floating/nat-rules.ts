/**
 * Floating addresses as rules of nftables: one to one, both ways, before libvirt's own translation. Two bits in the marks of
 * connections tell what came in by a floating address and what went out with one, so that a connection ends with the
 * binding that it was made by.
 */
import { DomainError } from '../../../../../proto/src/errors.ts';

/** A guest with a floating address. */
export interface Binding {
  /** IPv4, of the outside. */
  readonly address: string;
  /** IPv4, of the guest. */
  readonly inside: string;
  /** What the guest sends outside bears it. */
  readonly outgoing: boolean;
}

export const natMarks = { arrived: '0x40000000', left: '0x8000000' } as const;

/** @param outside the interface that leads there. */
export function natRules(table: string, outside: string, bindings: readonly Binding[]): string[] {
  for (const { address, inside } of bindings) requireAddress(address, inside);
  const to = bindings.map(({ address, inside }) => `${address} : ${inside}`);
  const from = bindings
    .filter(({ outgoing }) => outgoing)
    .map(({ address, inside }) => `${inside} : ${address}`);
  const pairs = bindings.map(({ address, inside }) => `${address} . ${inside}`);
  const { arrived, left } = natMarks;
  const enter = `ip daddr @addresses ct mark set ct mark | ${arrived} dnat to ip daddr map @to`;
  return [
    `add table ip ${table}`,
    `delete table ip ${table}`,
    `add table ip ${table}`,
    `add set ip ${table} addresses { type ipv4_addr; elements = { ${bindings.map(({ address }) => address).join(', ')} }; }`,
    `add map ip ${table} to { type ipv4_addr : ipv4_addr; elements = { ${to.join(', ')} }; }`,
    `add map ip ${table} from { type ipv4_addr : ipv4_addr; elements = { ${from.join(', ')} }; }`,
    `add set ip ${table} senders { type ipv4_addr; elements = { ${bindings
      .filter(({ outgoing }) => outgoing)
      .map(({ inside }) => inside)
      .join(', ')} }; }`,
    `add set ip ${table} pairs { type ipv4_addr . ipv4_addr; elements = { ${pairs.join(', ')} }; }`,
    ...chain(table, 'arriving', 'nat hook prerouting priority -110', enter),
    ...chain(table, 'local', 'nat hook output priority -110', enter),
    ...chain(
      table,
      'leaving',
      'nat hook postrouting priority 90',
      `oifname "${outside}" ip saddr @senders ct mark set ct mark | ${left} snat to ip saddr map @from`,
    ),
    ...chain(
      table,
      'through',
      'filter hook forward priority -10',
      `ct mark & ${arrived} == ${arrived} ct original ip daddr . ct reply ip saddr != @pairs drop`,
      `ct mark & ${left} == ${left} ct reply ip daddr . ct original ip saddr != @pairs drop`,
    ),
  ];
}

function chain(table: string, name: string, hook: string, ...rules: readonly string[]): string[] {
  return [
    `add chain ip ${table} ${name} { type ${hook}; }`,
    ...rules.map((rule) => `add rule ip ${table} ${name} ${rule}`),
  ];
}

/** Nothing else may get into the rules. */
function requireAddress(...addresses: readonly string[]): void {
  if (addresses.every((one) => /^\d{1,3}(\.\d{1,3}){3}$/.test(one))) return;
  throw new DomainError('invalid', 'a floating address is none', { reason: 'bad_address' });
}
