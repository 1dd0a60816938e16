import type { AddressHolder, Allocation } from '../../domain/address-pool.ts';
import { formatIpv4 } from '../../domain/ipv4.ts';
import type { Store } from '../ports/index.ts';

const shown = 3;

/** For a message to a manager of addresses, who may see whose they are. */
export async function describeHolder(tx: Store, { kind, id }: AddressHolder): Promise<string> {
  if (kind === 'floating-ip') return `floating IP '${id}'`;
  const guest = await tx.guests.get(id);
  return `guest '${guest?.name ?? id}'`;
}

/** Names the first few. */
export async function describeAllocations(
  tx: Store,
  allocations: readonly Allocation[],
  total: number,
): Promise<string> {
  const named: string[] = [];
  for (const { address, holder } of allocations.slice(0, shown)) {
    named.push(`${formatIpv4(address)} by ${await describeHolder(tx, holder)}`);
  }
  const more = total - named.length;
  return more > 0 ? `${named.join(', ')} and ${more} more` : named.join(', ');
}
