/** What leaves for others, a mail or a call of a webhook: kept until it has arrived. */
import type { Plain } from './adjutant.ts';

export interface Delivery {
  readonly id: string;
  readonly kind: 'mail' | 'webhook';
  /** As the kind says. Never a secret: the link of a token is made when its mail leaves. */
  readonly content: Plain;
  readonly taskId: string | null;
  /** Acknowledged when all mails of it have arrived; null: of none. */
  readonly notificationId: string | null;
  /** How often it failed. */
  readonly failures: number;
  readonly dueAtMs: number;
  readonly createdAtMs: number;
}

const firstPauseMs = 30_000;
const longestPauseMs = 3_600_000;
const givenUpAfterMs = 86_400_000;

/** When it is tried again after so many failures; null: never. The pauses double from 30 s to an hour, for a day. */
export function nextAttemptMs(
  { createdAtMs }: Pick<Delivery, 'createdAtMs'>,
  failures: number,
  nowMs: number,
): number | null {
  const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(failures - 1, 20));
  const nextMs = nowMs + pauseMs;
  return nextMs - createdAtMs > givenUpAfterMs ? null : nextMs;
}
