import { failure, ok } from '../../../proto/src/doctor/finding.ts';
import { verifyMailServer } from '../mail/mailer.ts';
import type { Check } from './context.ts';

const check = 'mail';

/** The SMTP server takes the connection, and the login if there is one. No mail is sent. */
export const checkMail: Check = async ({ settings: { adjutant } }) => {
  const { smtp_url: url } = adjutant.mail;
  if (url === undefined)
    return [ok(check, 'mails are written to the spool folder: adjutant.mail.smtp_url is not set')];
  const server = new URL(url).host;
  const refusal = await verifyMailServer(url);
  if (refusal === null) return [ok(check, `the mail server ${server} takes mails`)];
  const remedy = 'Mend adjutant.mail.smtp_url, or the server: nobody gets a token or a notification.';
  return [failure(check, `the mail server ${server} does not take mails: ${refusal}`, remedy)];
};
