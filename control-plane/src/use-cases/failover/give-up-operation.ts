import { DomainError } from '../../../../proto/src/errors.ts';
import type { Guest } from '../../domain/guest.ts';
import type { GuestOperationInput } from '../guests/guest-operation.ts';
import type { Ports } from '../ports/index.ts';

/** Its guest is to be gone, and its disks may be already. */
const never: ReadonlySet<string> = new Set(['delete-guest']);
/**
 * These put another file in a disk's place. A cell that is only cut off from us may do that later, under the feet of the
 * guest on its new cell; one that was fenced does not.
 */
const onlyFenced: ReadonlySet<string> = new Set(['shrink-disk', 'reset-system', 'rebuild-desktop']);

/**
 * Ends what is under way about a guest whose cell is lost for good, so that it can go on elsewhere. What was done there
 * nobody knows; the operation fails and says so. Others are waited for.
 */
export async function giveUpOperation(
  ports: Pick<Ports, 'store' | 'operations'>,
  guest: Guest,
  { fenced }: { readonly fenced: boolean },
): Promise<void> {
  const subject = { kind: 'guest', id: guest.id };
  const unfinished = await ports.store.operations.list(
    { state: 'unfinished', subject },
    { limit: 10, offset: 0 },
  );
  const cell = await ports.store.cells.get(guest.cellId);
  for (const { id, kind, input } of unfinished) {
    if (never.has(kind) || (onlyFenced.has(kind) && !fenced)) continue;
    if ((input as Partial<GuestOperationInput>).cellId !== guest.cellId) continue;
    const about = `cell '${cell?.name ?? guest.cellId}' was lost during ${kind}`;
    const message = `${about}: whether it was done is not known; guest '${guest.name}' goes on on another cell`;
    ports.operations.giveUp(
      id,
      new DomainError('cell_unreachable', message, { reason: 'cell_given_up', subject }),
    );
  }
}
