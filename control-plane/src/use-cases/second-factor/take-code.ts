/** The check that every login and every change of a second factor goes through. */
import { DomainError } from '../../../../proto/src/errors.ts';
import { codePattern, plainRecoveryCode, type SecondFactor } from '../../domain/second-factor.ts';
import type { Ports, Store } from '../ports/index.ts';
import { hashSecret } from '../secret-hash.ts';

/**
 * Takes a code of the device, or a recovery code, which is used up by that. Call inside the transaction that lets the
 * user in. False if it is wrong, was taken before, or the user has no second factor.
 */
export async function takeCode(
  tx: Pick<Store, 'secondFactors'>,
  ports: Pick<Ports, 'oneTimeCodes'>,
  { userId, code, nowMs }: { userId: string; code: string; nowMs: number },
): Promise<boolean> {
  const factor = await tx.secondFactors.get(userId);
  const used = factor && useCode(ports, factor, code, nowMs);
  if (!used) return false;
  await tx.secondFactors.put(used);
  return true;
}

function useCode(
  { oneTimeCodes }: Pick<Ports, 'oneTimeCodes'>,
  factor: SecondFactor,
  code: string,
  nowMs: number,
): SecondFactor | null {
  if (codePattern.test(code)) {
    const step = oneTimeCodes.matchedStep(factor.secret, code, nowMs);
    return step !== null && step > factor.lastStep ? { ...factor, lastStep: step } : null;
  }
  const hash = hashSecret(plainRecoveryCode(code));
  if (!factor.recoveryHashes.includes(hash)) return null;
  return { ...factor, recoveryHashes: factor.recoveryHashes.filter((kept) => kept !== hash) };
}

/** Whether a login of the user needs a code. */
export async function hasSecondFactor(store: Pick<Store, 'secondFactors'>, userId: string): Promise<boolean> {
  return ((await store.secondFactors.get(userId))?.confirmedAtMs ?? null) !== null;
}

export function wrongCode(): DomainError {
  return new DomainError('unauthenticated', 'the code is wrong or was used before', {
    reason: 'wrong_code',
  });
}

export function codeRequired(): DomainError {
  return new DomainError('unauthenticated', 'a code of the second factor is required', {
    reason: 'code_required',
  });
}
