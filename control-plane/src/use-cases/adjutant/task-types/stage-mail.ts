import type { StageMail } from '../../ports/index.ts';

/** To whom the task is about, by this template. */
export function mailBy(template: string): readonly StageMail[] {
  return [{ template, subject: null, from: null, replyTo: null, to: null, toRequester: false }];
}

export const noMail: readonly StageMail[] = [];
