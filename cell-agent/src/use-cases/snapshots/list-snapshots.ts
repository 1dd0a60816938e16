import type { GuestSnapshots } from '../../../../proto/src/model-snapshots.ts';
import { validateGuestId } from '../guests/validate-spec.ts';
import type { Cell } from '../ports.ts';
import { guestSnapshots } from './guest-snapshots.ts';

export async function listSnapshots(
  cell: Pick<Cell, 'hypervisor'>,
  { guestId }: { readonly guestId: string },
): Promise<GuestSnapshots> {
  validateGuestId(guestId);
  return await guestSnapshots(cell.hypervisor, guestId);
}
