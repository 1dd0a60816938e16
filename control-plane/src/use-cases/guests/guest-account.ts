import type { Guest, GuestAccount } from '../../domain/guest.ts';
import type { Context } from '../context.ts';
import type { Ports, Store } from '../ports/index.ts';
import { findOwnGuest } from './guest-access.ts';

/** As last set, else as cloud-init was told, else the template's administrator without a password. */
export async function accountOf(store: Pick<Store, 'guests'>, guest: Guest): Promise<GuestAccount> {
  const { cloudInit, adminName } = guest;
  return (
    (await store.guests.getAccount(guest.id)) ?? {
      user: cloudInit?.adminName || adminName,
      password: cloudInit?.adminSecret ?? '',
    }
  );
}

/** For its owner and administrators only. */
export async function getGuestAccount(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  request: { guestId: string },
): Promise<GuestAccount> {
  return await accountOf(ports.store, await findOwnGuest(ports, ctx, request.guestId));
}
