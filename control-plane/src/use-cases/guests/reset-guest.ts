import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { buttonOperation, pressButton } from './press-button.ts';

/** Presses the reset button of the running guest. */
export function resetGuest(
  ports: Pick<Ports, 'store' | 'operations' | 'live'>,
  ctx: Context,
  request: { guestId: string },
): Promise<void> {
  return pressButton(ports, ctx, { ...request, button: 'reset' });
}

export const resetGuestOperation = buttonOperation('reset');
