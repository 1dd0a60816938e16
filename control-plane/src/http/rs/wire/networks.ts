import type { AddressRange } from '../../../domain/address-pool.ts';
import { formatIpv4 } from '../../../domain/ipv4.ts';
import type { Network } from '../../../use-cases/networks/find-network.ts';
import { toTime } from './fields.ts';

/** As Neutron tells it, with what an address pool knows besides. */
export function networkToWire({ id, pool }: Network) {
  return {
    id,
    name: pool.name,
    description: '',
    status: 'ACTIVE',
    admin_state_up: true,
    shared: true,
    'router:external': pool.mode !== 'internal',
    mode: pool.mode,
    provider: pool.provider,
    gateway_ip: formatIpv4(pool.gateway),
    dns_nameservers: pool.dns.map(formatIpv4),
    addresses: pool.addresses,
    allocated: pool.allocated,
    created_at: toTime(pool.createdAtMs),
  };
}

export function rangeToWire({ start, end, prefix, side }: AddressRange) {
  return { start: formatIpv4(start), end: formatIpv4(end), prefix, side };
}
