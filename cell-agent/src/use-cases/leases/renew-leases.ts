import type { RenewLeasesReply, RenewLeasesRequest } from '../../../../proto/src/model-leases.ts';
import type { Cell } from '../ports.ts';

/** Hands the renewal to the lease keeper. @throws DomainError `cell_unreachable` with reason `keeper_unreachable`. */
export async function renewLeases(
  { leases }: Pick<Cell, 'leases'>,
  request: RenewLeasesRequest,
): Promise<RenewLeasesReply> {
  const { accepted, bootId, nowMs } = await leases.renew(request);
  return { accepted, basis: { bootId, atMs: nowMs } };
}
