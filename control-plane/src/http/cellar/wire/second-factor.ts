import { z } from 'zod';
import type { SecondFactorView } from '../../../use-cases/second-factor/get-second-factor.ts';
import { requiredText } from '../../fields.ts';

export const codeRequest = z.object({ code: requiredText(50) });
export const optionalCodeRequest = z.object({ code: requiredText(50).default('-') });

export function secondFactorToWire({ enabled, recoveryCodesLeft }: SecondFactorView) {
  return { enabled, recovery_codes_left: recoveryCodesLeft };
}
