import { X509Certificate } from 'node:crypto';
import { type Finding, failure, ok, warning } from '../../../proto/src/doctor/finding.ts';

const soonMs = 14 * 86_400_000;

/** @param pem that can be read. @param whose how the message begins. */
export function certificateFinding(
  check: string,
  whose: string,
  pem: string,
  nowMs: number,
  remedy: string,
): Finding {
  const { validFrom, validTo } = new X509Certificate(pem);
  const [fromMs, toMs] = [Date.parse(validFrom), Date.parse(validTo)];
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  if (nowMs < fromMs) {
    const clock = 'See whether the clock of this machine is right.';
    return failure(check, `${whose} begins on ${day(fromMs)} only`, clock);
  }
  if (nowMs >= toMs) return failure(check, `${whose} ended on ${day(toMs)}`, remedy);
  if (toMs - nowMs < soonMs) return warning(check, `${whose} ends on ${day(toMs)}`, remedy);
  return ok(check, `${whose} is valid until ${day(toMs)}`);
}
