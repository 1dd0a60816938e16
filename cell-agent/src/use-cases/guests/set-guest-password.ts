import { DomainError } from '../../../../proto/src/errors.ts';
import type { SetGuestPasswordRequest } from '../../../../proto/src/model-changes.ts';
import type { Cell } from '../ports.ts';
import { requireOn } from './find-guest.ts';
import { validateGuestId } from './validate-spec.ts';

/** Reaches the guest's system as a line `user:password`. */
const account = /^[^:\p{Cc}]{1,255}$/u;
const secret = /^[^\p{Cc}]{1,255}$/u;

/**
 * Sets the password of an account inside the running guest.
 * @throws DomainError `conflict` with reason `guest_stopped` or `guest_agent_unresponsive`; `invalid` with reason
 *   `password_refused`.
 */
export async function setGuestPassword(
  { hypervisor, guestLocks }: Pick<Cell, 'hypervisor' | 'guestLocks'>,
  { guestId, user, password }: SetGuestPasswordRequest,
  signal: AbortSignal,
): Promise<void> {
  validateGuestId(guestId);
  if (!account.test(user) || !secret.test(password)) {
    throw new DomainError(
      'invalid',
      'the user or the password is empty, too long or has control characters',
      {
        reason: 'bad_account',
      },
    );
  }
  await guestLocks.run(guestId, signal, async () => {
    requireOn(await hypervisor.getGuest(guestId));
    await hypervisor.setGuestPassword(guestId, user, password);
  });
}
