import type { Context } from '../context.ts';
import { mayControl } from './guest-access.ts';
import type { GuestView } from './guest-view.ts';

/** The password of the guest's screen; empty for whoever may see the guest but not use it. */
export function monitorSecretFor(ctx: Context, view: GuestView): string {
  return mayControl(ctx.actor, view.guest) ? view.guest.monitorSecret : '';
}
