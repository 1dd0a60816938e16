/** The addresses that a guest was promised become those of an address pool again. */
import type { GuestSpec, InterfaceSpec, NetworkSide } from '../../../../proto/src/model.ts';
import type { AddressPoolMode } from '../../domain/address-pool.ts';
import { formatIpv4, networkOf, parseIpv4 } from '../../domain/ipv4.ts';
import type { Store } from '../ports/index.ts';

interface Promised {
  readonly side: NetworkSide;
  readonly address: number;
  readonly prefix: number;
  readonly of: InterfaceSpec;
}

/**
 * Call inside the transaction that inserted the guest. An address that no range has gets a range of its network where
 * that is free, else of its own; a compute pool without an address pool gets one named `recovered-POOL`.
 * Returns the addresses that could not be given back, as another guest has them.
 */
export async function recoverAddresses(tx: Store, spec: GuestSpec, nowMs: number): Promise<string[]> {
  const refused: string[] = [];
  for (const promised of promisedTo(spec)) {
    const pool = (await poolWith(tx, spec.pool, promised)) ?? (await extend(tx, spec, promised, nowMs));
    const { side, address } = promised;
    const holder = { kind: 'guest', id: spec.id } as const;
    const taken = await tx.addressPools.findAllocation(pool, address);
    if (taken === undefined) await tx.addressPools.allocate({ pool, side, address, holder });
    else if (taken.holder.id !== spec.id) refused.push(formatIpv4(address));
  }
  return refused;
}

function promisedTo({ interfaces }: GuestSpec): Promised[] {
  return interfaces.flatMap((of) => {
    const [text = '', prefix = ''] = of.address.split('/');
    const address = parseIpv4(text);
    return address === null ? [] : [{ side: of.network, address, prefix: Number(prefix), of }];
  });
}

/** The network of the compute pool, or else any that has a range with the address. */
async function poolWith(tx: Store, computePool: string, promised: Promised): Promise<string | null> {
  const own = (await tx.pools.get(computePool))?.network;
  const names = (await tx.addressPools.list()).map(({ name }) => name);
  for (const name of [...names.filter((one) => one === own), ...names.filter((one) => one !== own)]) {
    const ranges = await tx.addressPools.ranges(name);
    const isIn = ranges.some(
      ({ side, start, end }) =>
        side === promised.side && start <= promised.address && promised.address <= end,
    );
    if (isIn) return name;
  }
  return null;
}

async function extend(tx: Store, spec: GuestSpec, promised: Promised, nowMs: number): Promise<string> {
  const computePool = await tx.pools.get(spec.pool);
  const name = computePool?.network || `recovered-${spec.pool}`;
  if ((await tx.addressPools.get(name)) === undefined) {
    await tx.addressPools.insert({
      name,
      gateway: parseIpv4(gatewayOf(spec)) ?? networkOf(promised.address, promised.prefix).first + 1,
      dns: promised.of.dns.map(parseIpv4).filter((one) => one !== null),
      provider: promised.of.assignment === 'static' ? 'cloudinit' : 'dhcp',
      mode: modeOf(spec),
      createdAtMs: nowMs,
    });
    await tx.pools.update(spec.pool, { network: name });
  }
  const { side, address, prefix } = promised;
  const network = networkOf(address, prefix);
  const ranges = await tx.addressPools.ranges(name);
  const isFree = ranges.every(({ start, end }) => end < network.first || network.last < start);
  const whole = isFree && prefix < 31;
  const [start, end] = whole ? [network.first + 1, network.last - 1] : [address, address];
  await tx.addressPools.insertRange({ pool: name, side, start, end, prefix, next: start });
  return name;
}

function gatewayOf({ interfaces }: GuestSpec): string {
  return interfaces.find(({ gateway }) => gateway !== '')?.gateway ?? '';
}

function modeOf({ interfaces }: GuestSpec): AddressPoolMode {
  const sides = new Set(interfaces.map(({ network }) => network));
  if (sides.size === 2) return 'both';
  return sides.has('external') ? 'external' : 'internal';
}
