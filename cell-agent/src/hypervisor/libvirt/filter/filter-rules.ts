/**
 * The filter of one interface of a guest as rules of nftables, in the bridge family: they see all that a tap device
 * sends and receives, from the bridge, from the host itself and by way of its routes.
 *
 * Hosts know connections by IP only; `host-filter.ts` has them put three bits into the marks of packets:
 * `fromGuest` says that a packet comes from a guest, `answer` that it belongs to a connection that a guest began,
 * `midstream` that it is of a TCP connection whose beginning this host has not seen. A guest that has just come from
 * another host is given those: whether one is its own only itself can tell, and if it answers it was.
 */
import ipaddr from 'ipaddr.js';
import { DomainError } from '../../../../../proto/src/errors.ts';
import type { PolicyAction, PolicyRule, SecurityPolicy } from '../../../../../proto/src/model-policy.ts';

export const marks = { answer: '0x10000000', fromGuest: '0x20000000', midstream: '0x40000000' } as const;

export interface FilteredTap {
  readonly name: string;
  /** Of the guest's end. */
  readonly ethernetAddress: string;
  /** Promised to the guest, with or without prefix length; empty: none. */
  readonly address: string;
  /** From 1. */
  readonly number: number;
}

const verdicts: Readonly<Record<PolicyAction, string>> = { accept: 'accept', reject: 'drop' };

/**
 * What holds for all guests, as chains. Those of one guest have no sets of their own, each of which costs the kernel as
 * much as many rules.
 */
export const sharedChains: Readonly<Record<'may-send' | 'receives-always', readonly string[]>> = {
  'may-send': [
    // RARP is how QEMU tells the switches where a guest has gone.
    'ether type != { ip, ip6, arp, 0x8035 } drop',
    // ARP is read in the form that it has with IPv4, so that another form must not pass unread.
    'ether type arp arp htype != 1 drop',
    'ether type arp arp ptype != ip drop',
    'ether type arp arp hlen != 6 drop',
    'ether type arp arp plen != 4 drop',
    'udp sport { 67, 547 } drop',
    'icmpv6 type { nd-router-advert, nd-redirect } drop',
    `meta mark set meta mark | ${marks.fromGuest}`,
  ],
  'receives-always': [
    'ether type arp accept',
    'ether type != { ip, ip6 } drop',
    `meta mark & ${marks.answer} == ${marks.answer} accept`,
    `meta mark & ${marks.midstream} == ${marks.midstream} oifname @arrived accept`,
    'udp sport 67 udp dport 68 accept',
    'udp sport 547 udp dport 546 accept',
    'icmpv6 type { mld-listener-query, nd-router-advert, nd-neighbor-solicit, nd-neighbor-advert } accept',
  ],
};

/**
 * What the guest may send: nothing in the name of another, as DHCP server or as router.
 * @throws DomainError `invalid` for what is no address: nothing else may get into the rules.
 */
export function sendingRules({ ethernetAddress, address }: FilteredTap): string[] {
  const mac = macOf(ethernetAddress);
  const own = ipv4Of(address);
  // Before it has its address a guest asks for it from 0.0.0.0.
  const byAddress = ['arp saddr ip', 'ip saddr'].map(
    (field) => `${field} != 0.0.0.0 ${field} != ${own} drop`,
  );
  return [
    `ether saddr != ${mac} drop`,
    `arp saddr ether != ${mac} drop`,
    ...(own === null ? [] : byAddress),
    'goto may-send',
  ];
}

/** What reaches the guest: what it needs to have an address at all, answers, and what its policy lets through. */
export function receivingRules({ number }: FilteredTap, { defaultAction, rules }: SecurityPolicy): string[] {
  const own = rules.filter((rule) => rule.interface === 0 || rule.interface === number);
  const verdict = verdicts[defaultAction];
  if (own.every(({ action }) => action === defaultAction)) return ['jump receives-always', verdict];
  return ['jump receives-always', ...own.flatMap(policyRules), verdict];
}

/** Without an address a rule is about IPv4 and IPv6 alike. */
function policyRules({ action, protocol, toPort, fromAddress }: PolicyRule): string[] {
  const source = sourceMatch(fromAddress);
  return protocolMatches(protocol, Math.trunc(toPort)).map((match) =>
    [source, match, verdicts[action]].filter((part) => part !== '').join(' '),
  );
}

function sourceMatch(fromAddress: string): string {
  if (fromAddress === '') return '';
  const [address = '', prefix] = fromAddress.split('/');
  const isNetwork = prefix !== undefined;
  if (isNetwork ? !ipaddr.isValidCIDR(fromAddress) : !ipaddr.isValid(address)) throw notAnAddress();
  const parsed = ipaddr.parse(address);
  const family = parsed.kind() === 'ipv4' ? 'ip' : 'ip6';
  return `${family} saddr ${parsed.toString()}${isNetwork ? `/${Number(prefix)}` : ''}`;
}

function protocolMatches(protocol: PolicyRule['protocol'], port: number): string[] {
  if (protocol === 'icmp') return ['meta l4proto icmp', 'meta l4proto ipv6-icmp'];
  if (protocol === 'all') return port === 0 ? [''] : [`tcp dport ${port}`, `udp dport ${port}`];
  return [port === 0 ? `meta l4proto ${protocol}` : `${protocol} dport ${port}`];
}

function macOf(text: string): string {
  if (/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i.test(text)) return text.toLowerCase();
  throw notAnAddress();
}

/** Null for none, and for one of IPv6, which does not bind what is sent by IPv4. */
function ipv4Of(text: string): string | null {
  const [address = ''] = text.split('/');
  if (address === '') return null;
  if (!ipaddr.isValid(address)) throw notAnAddress();
  const parsed = ipaddr.parse(address);
  return parsed.kind() === 'ipv4' ? parsed.toString() : null;
}

function notAnAddress(): DomainError {
  return new DomainError('invalid', 'an address in the filter of a guest is none', { reason: 'bad_address' });
}
