import { z } from 'zod';
import type { DesktopMode } from '../../../domain/desktop.ts';

const modes = ['standard', 'simultaneous'] as const satisfies readonly DesktopMode[];

/** `"1"`, `"2"` or the numbers. */
export function operationMode() {
  return z
    .union([z.enum(['1', '2']), z.literal(1), z.literal(2)], 'must be 1 (standard) or 2 (simultaneous)')
    .transform((value): DesktopMode => (String(value) === '1' ? 'standard' : 'simultaneous'));
}

export function modeToWire(mode: DesktopMode): string {
  return String(modes.indexOf(mode) + 1);
}
