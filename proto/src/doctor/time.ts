import { type Finding, failure, ok, warning } from './finding.ts';

/** Clocks are told to the second; the answer was under way for a while. */
const tolerableMs = 3_000;
/** From here on certificates and tokens are refused that one side takes for good. */
const harmfulMs = 60_000;

/**
 * @param peer who told its time, e.g. `the control plane`.
 * @param aheadMs how much its clock is ahead of this one.
 */
export function timeFinding(peer: string, aheadMs: number): Finding {
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  if (Math.abs(aheadMs) <= tolerableMs) return ok('time', `the clock of ${peer} is the same`);
  const message = `the clock of ${peer} is ${seconds} s ${aheadMs > 0 ? 'ahead' : 'behind'}`;
  const remedy = 'Run a time service on both, such as chrony or systemd-timesyncd: timedatectl set-ntp true';
  return (Math.abs(aheadMs) > harmfulMs ? failure : warning)('time', message, remedy);
}
