import { DomainError } from '../../../../proto/src/errors.ts';
import { batchNames, type NameRule } from '../../domain/batch-names.ts';
import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { CreateGuestInput } from '../guests/create-guest.ts';
import { findPool } from '../pools/find-pool.ts';
import type { Store } from '../ports/index.ts';
import { acceptBatch, type BatchPorts, checkBatchSize } from './accept-batch.ts';

/** What the guests of one batch have in common. */
export type AlikeGuest = Omit<
  CreateGuestInput,
  'name' | 'ethernetAddress' | 'networkAddress' | 'securityPolicyGroupId'
>;

export interface BatchCreateInput {
  readonly nameRule: NameRule | 'network-address';
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
  if (nameRule === 'network-address') throw await withoutAddresses(ports.store, guest.pool);
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
async function withoutAddresses(store: Pick<Store, 'pools'>, name: string): Promise<DomainError> {
  const pool = await findPool(store, name);
  return new DomainError('invalid', `name_rule address needs an address pool: pool '${pool.name}' has none`, {
    reason: 'pool_without_addresses',
    details: { field: 'name_rule' },
  });
}

function distinct(count: number, make: () => string): string[] {
  const made = new Set<string>();
  while (made.size < count) made.add(make());
  return [...made];
}
