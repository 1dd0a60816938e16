import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { buttonOperation, pressButton } from './press-button.ts';

/** Asks the running guest to reboot and returns at once. */
export function rebootGuest(
  ports: Pick<Ports, 'store' | 'operations' | 'live'>,
  ctx: Context,
  request: { guestId: string },
): Promise<void> {
  return pressButton(ports, ctx, { ...request, button: 'reboot' });
}

export const rebootGuestOperation = buttonOperation('reboot');
