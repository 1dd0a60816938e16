import type { Cookie, SendGuestRequest } from '../../../../proto/src/model-migration.ts';
import { validateGuestId } from '../guests/validate-spec.ts';
import type { Cell, LongCallOptions } from '../ports.ts';

/**
 * Sends a departing guest to the agent that expects it. Aborted, the guest goes on here.
 * @throws DomainError `conflict`; `cell_unreachable` while the target can not be reached.
 */
export async function sendGuest(
  { hypervisor, guestLocks, openChannel }: Pick<Cell, 'hypervisor' | 'guestLocks' | 'openChannel'>,
  { operationId, guestId, copy, cookie, target, ticket }: SendGuestRequest,
  { signal, onProgress }: LongCallOptions,
): Promise<Cookie> {
  validateGuestId(guestId);
  const open = (channel: string) => openChannel(target, { operationId, guestId, ticket, channel });
  const options = { signal, onProgress: (percent: number) => onProgress(percent, 'guest') };
  return await guestLocks.run(guestId, signal, () =>
    hypervisor.sendGuest(operationId, guestId, { copy, cookie, open }, options),
  );
}
