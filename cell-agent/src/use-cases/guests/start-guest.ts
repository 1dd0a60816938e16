import type { BootSource, CellGuest, GuestCommand } from '../../../../proto/src/model.ts';
import type { Cell } from '../ports.ts';
import { imageNotCached } from './create-guest.ts';
import { type LeasedCell, runUnderLease } from './run-under-lease.ts';
import { validateGuestId } from './validate-spec.ts';

/**
 * Returns the running guest; one that runs already is left as it is.
 * @throws DomainError as `runUnderLease` for one that needs a lease; `not_found`, with reason `image_not_cached` for
 *   boot media that was not pulled; `cell_unreachable` with reason `storage_unavailable`.
 */
export async function startGuest(
  cell: Pick<Cell, 'hypervisor' | 'images' | 'storages' | 'guestLocks' | 'leases'>,
  { guestId, boot }: GuestCommand & { readonly boot: BootSource },
  signal: AbortSignal,
): Promise<CellGuest> {
  validateGuestId(guestId);
  return await cell.guestLocks.run(guestId, signal, async () => {
    const guest = await cell.hypervisor.getGuest(guestId);
    if (guest.state === 'running') return guest;
    for (const { storage } of [guest.spec, ...guest.spec.volumes])
      if (storage !== '') cell.storages.require(storage);
    const media = boot.type === 'media' ? await holdMedia(cell, boot.media.imageSha256) : null;
    try {
      await start(cell, guest, boot);
    } finally {
      media?.[Symbol.dispose]();
    }
    return await cell.hypervisor.getGuest(guestId);
  });
}

async function start(cell: LeasedCell, { spec }: CellGuest, boot: BootSource): Promise<void> {
  const { id, failover } = spec;
  if (!failover) return await cell.hypervisor.startGuest(id, boot);
  await runUnderLease(cell, id, () => cell.hypervisor.startGuest(id, boot, { paused: true }));
}

async function holdMedia(cell: Pick<Cell, 'images'>, sha256: string): Promise<Disposable> {
  const held = await cell.images.hold(sha256);
  if (held === undefined) throw imageNotCached(sha256);
  return held;
}
