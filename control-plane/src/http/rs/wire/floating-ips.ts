import { z } from 'zod';
import type { FloatingIp } from '../../../domain/floating-ip.ts';
import { networkId } from '../../../use-cases/networks/find-network.ts';
import { prose, text } from '../../fields.ts';
import { enveloped, toTime } from './fields.ts';
import { id } from './ids.ts';

export const createFloatingIpRequest = enveloped('floating_ip', {
  floating_network_id: id(),
  floating_ip_address: text(40).nullish(),
  description: prose(255).nullish(),
});

export const userFloatingIpRequest = z.object({ floating_ip_id: id() });

/** As Neutron tells it, with the user that it follows; `port_id` is the instance that it leads to. */
export function floatingIpToWire({
  id: own,
  network,
  address,
  description,
  userId,
  guestId,
  createdAtMs,
}: FloatingIp) {
  return {
    id: own,
    floating_network_id: networkId(network),
    floating_ip_address: address,
    fixed_ip_address: null,
    port_id: guestId,
    router_id: null,
    status: guestId === null ? 'DOWN' : 'ACTIVE',
    description,
    user_id: userId,
    created_at: toTime(createdAtMs),
  };
}
