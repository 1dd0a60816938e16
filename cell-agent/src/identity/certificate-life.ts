/** When a certificate is due for renewal and when its state is worth a warning. Times are of the wall clock. */
import { X509Certificate } from 'node:crypto';

export interface Life {
  readonly fromMs: number;
  readonly toMs: number;
}

export function lifeOf(certificate: string): Life {
  const { validFrom, validTo } = new X509Certificate(certificate);
  return { fromMs: Date.parse(validFrom), toMs: Date.parse(validTo) };
}

/**
 * When a third of its life is left, earlier by chance by up to a tenth of it: the cells of an installation that was
 * set up in one go do not all come at once.
 * @param chance 0 to 1.
 */
export function renewalDueMs({ fromMs, toMs }: Life, chance: number): number {
  const lifeMs = toMs - fromMs;
  return toMs - lifeMs / 3 - (chance * lifeMs) / 10;
}

/** A renewal that did not succeed until now is worth a warning. */
export function isExpiryNear({ fromMs, toMs }: Life, nowMs: number): boolean {
  return toMs - nowMs < (toMs - fromMs) / 6;
}

/** Between attempts: a minute doubling up to an hour, at most a twentieth of what is left; shortened by chance by up to a half. */
export function retryDelayMs({ toMs }: Life, failures: number, nowMs: number, chance: number): number {
  const longestMs = Math.min(3_600_000, 60_000 * 2 ** Math.min(failures - 1, 6));
  const leftMs = toMs - nowMs;
  const delayMs = leftMs > 0 ? Math.min(longestMs, leftMs / 20) : longestMs;
  return Math.max(100, delayMs * (1 - chance / 2));
}
