import { DomainError } from '../../../../proto/src/errors.ts';
import { batchNames, type NameRule, nameAfterAddress } from '../../domain/batch-names.ts';
import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { AfterAddress, CreateGuestInput } from '../guests/create-guest.ts';
import { findPool } from '../pools/find-pool.ts';
import type { Store } from '../ports/index.ts';
import { acceptBatch, type BatchPorts, checkBatchSize } from './accept-batch.ts';

/** What the guests of one batch have in common. */
export type AlikeGuest = Omit<
  CreateGuestInput,
  'name' | 'ethernetAddress' | 'networkAddress' | 'securityPolicyGroupId'
>;

/** As the batch's items find it. */
export type BatchGuest = AlikeGuest & { readonly nameAfterAddress?: AfterAddress };

const longestAddress = '255.255.255.255';

export interface BatchCreateInput {
  readonly nameRule: NameRule;
  /** May be empty, but for names by order. */
  readonly namePrefix: string;
  readonly count: number;
  readonly guest: AlikeGuest;
}

/**
 * Accepts many alike guests. Only their names and number are checked here: each is an ordinary creation, which fails by
 * itself, e.g. for a name that is taken or a pool that is full.
 */
export async function batchCreateGuests(
  ports: BatchPorts,
  ctx: Context,
  input: BatchCreateInput,
): Promise<{ id: string }> {
  requireRight(ctx.actor, 'guests.use');
  const { nameRule, namePrefix, count, guest } = input;
  checkBatchSize(ports, count);
  if (nameRule === 'network-address') {
    await requireAddresses(ports.store, guest.pool);
    nameAfterAddress(namePrefix, longestAddress);
    const items = Array.from({ length: count }, () => ({ name: '', guestId: null, ethernetAddress: null }));
    const named: BatchGuest = { ...guest, nameAfterAddress: { prefix: namePrefix } };
    return acceptBatch(ports, ctx, { kind: 'create-guest', input: named, items });
  }
  const addresses = distinct(count, () => ports.ids.ethernetAddress());
  const names = batchNames(nameRule, namePrefix, addresses);
  const named = nameRule === 'ethernet-address';
  const items = names.map((name, index) => ({
    name,
    guestId: null,
    ethernetAddress: named ? (addresses[index] ?? null) : null,
  }));
  return acceptBatch(ports, ctx, { kind: 'create-guest', input: guest, items });
}

/** Guests can be named after addresses only where Cellar assigns them. */
async function requireAddresses(store: Pick<Store, 'pools'>, name: string): Promise<void> {
  const pool = await findPool(store, name);
  if (pool.network !== '') return;
  throw new DomainError('invalid', `name_rule address needs an address pool: pool '${pool.name}' has none`, {
    reason: 'pool_without_addresses',
    details: { field: 'name_rule' },
  });
}

function distinct(count: number, make: () => string): string[] {
  const made = new Set<string>();
  while (made.size < count) made.add(make());
  return [...made];
}
