import { DomainError } from '../../../../proto/src/errors.ts';
import type { FloatingIp } from '../../domain/floating-ip.ts';
import { allocateAddresses } from '../addresses/allocate-addresses.ts';
import type { Context } from '../context.ts';
import { noSuchReference } from '../desktops/desktop-access.ts';
import { requireAdministrator } from '../identity/policy.ts';
import { findNetwork } from '../networks/find-network.ts';
import type { Ports } from '../ports/index.ts';

export interface NewFloatingIp {
  readonly networkId: string;
  /** One of the network; null: any. */
  readonly address: string | null;
  readonly description: string;
}

/**
 * Takes an address of an external network, which nothing else is given from then on.
 * @throws DomainError `forbidden`, `invalid` for the network or the address, `already_exists` (`address_taken`), `no_capacity`.
 */
export async function createFloatingIp(
  ports: Pick<Ports, 'store' | 'ids'>,
  ctx: Context,
  input: NewFloatingIp,
): Promise<FloatingIp> {
  requireAdministrator(ctx);
  return ports.store.transaction(async (tx) => {
    const field = 'floating_ip.floating_network_id';
    const pool = (await findNetwork(tx, input.networkId))?.pool;
    if (pool === undefined) throw noSuchReference(field, input.networkId, 'network');
    if (pool.mode === 'internal') throw notExternal(field, pool.name);
    const id = ports.ids.uuid();
    const holder = { kind: 'floating-ip', id } as const;
    const request = { holder, networkAddress: input.address, byCloudInit: false };
    const [taken] = await allocateAddresses(tx, { ...pool, mode: 'external' }, request);
    const address = taken?.address.split('/')[0] ?? '';
    const { description } = input;
    const about = { id, network: pool.name, address, description, createdAtMs: ctx.nowMs };
    const made = { ...about, guestId: null, wantedGuestId: null, dueAtMs: 0 };
    await tx.userFloatingIps.insert(made);
    const details = { network: pool.name, address };
    const subject = { kind: 'floating_ip', id };
    await tx.audit.append(ctx, { action: 'create-floating-ip', subject, outcome: 'done', details });
    return { ...made, userId: null };
  });
}

function notExternal(field: string, name: string): DomainError {
  return new DomainError(
    'invalid',
    `${field}: the network '${name}' is internal, nothing outside reaches it`,
    {
      reason: 'network_not_external',
      details: { field },
    },
  );
}
