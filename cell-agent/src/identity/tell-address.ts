/** Keeps the control plane informed of where it reaches this cell: a host may come back with another address. */
import { z } from 'zod';
import { callControlPlane } from './call-control-plane.ts';
import type { CellKeys } from './cell-keys.ts';
import { routedAddressTowards, withPort } from './local-address.ts';
import { type CellIdentity, loadIdentity, storeIdentity } from './store.ts';

export interface AddressFacts {
  readonly dataPath: string;
  readonly listen: string;
  /** As configured; null: as when the cell joined, and where it was found then, as it is found now. */
  readonly advertise: string | null;
  /** Of the gRPC server. */
  readonly port: number;
}

/**
 * Returns a check for now and then: it tells the control plane the address if that is another than it knows.
 * The check returns the new address, or null where nothing has changed or no route leads to the control plane.
 * It throws DomainError `cell_unreachable`, or what the control plane refuses with.
 */
export function addressCheck(
  facts: AddressFacts,
  identity: CellIdentity,
  keys: Pick<CellKeys, 'secureContext'>,
): () => Promise<string | null> {
  let known = identity.advertise;
  return async () => {
    const advertise = await presentAddress(facts, identity);
    if (advertise === null || advertise === known) return null;
    const url = new URL('/address', identity.controlPlane);
    await callControlPlane({ url, tls: keys.secureContext, body: { advertise }, reply: z.object({}) });
    const stored = await loadIdentity(facts.dataPath);
    if (stored?.cellId === identity.cellId) await storeIdentity(facts.dataPath, { ...stored, advertise });
    known = advertise;
    return advertise;
  };
}

async function presentAddress(
  { advertise, listen, port }: AddressFacts,
  { controlPlane, addressIsFound }: CellIdentity,
): Promise<string | null> {
  if (advertise !== null) return withPort(advertise, port);
  if (!addressIsFound) return null;
  const isWildcard = listen === '0.0.0.0' || listen === '::';
  const host = isWildcard ? await routedAddressTowards(new URL(controlPlane)) : listen;
  return host === null ? null : withPort(host, port);
}
