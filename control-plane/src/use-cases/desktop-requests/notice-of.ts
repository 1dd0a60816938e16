import type { DomainError } from '../../../../proto/src/errors.ts';
import type { Notice } from '../../domain/desktop-request.ts';
import { isRsReason } from '../../domain/rs-errors.ts';

/** What a failure is told as. */
export function noticeOf(error: DomainError): Notice {
  const { reason, details, code } = error;
  if (isRsReason(reason)) return { reason, data: details ?? {} };
  if (code === 'internal') return { reason: 'task_not_processed', data: {} };
  return { reason: 'server_task_failed', data: { reason: reason ?? code } };
}

/** The user gets his desktop without his volume. @param why for a person, in English. */
export function withoutVolume({
  reason,
  message,
}: {
  readonly reason: string;
  readonly message: string;
}): Notice {
  return {
    reason: 'unexpected',
    data: { volume: reason },
    text: {
      en: `Your volume is not attached: ${message}.`,
      ru: `Ваш диск не подключён: ${message}.`,
    },
  };
}
