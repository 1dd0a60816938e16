import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Logger } from 'pino';
import type { TaskMail } from '../use-cases/ports/adjutant.ts';
import { type MailLanguage, renderMail } from './template.ts';

export interface MailSettings {
  /** Null: mails are written to the spool folder. */
  readonly smtpUrl: string | null;
  readonly spool: string;
  readonly from: string;
  readonly replyTo: string;
  readonly language: MailLanguage;
  /** Texts that replace the built-in ones; null: none. */
  readonly templates: string | null;
}

const timeoutMs = 10_000;
const patience = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs };

/** Hands mails to an SMTP server, or writes them to files for whoever sends them. */
export function createMailer(settings: MailSettings, log: Logger): (mail: TaskMail) => Promise<void> {
  const { smtpUrl } = settings;
  const compose = (mail: TaskMail) => ({
    ...renderMail(mail, settings.language, settings.templates),
    from: mail.from ?? settings.from,
    replyTo: mail.replyTo ?? mail.from ?? settings.replyTo,
    to: { name: '', address: mail.to },
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(mail.taskId !== '' && { 'X-Adjutant-Task-UUID': mail.taskId }),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  if (smtpUrl !== null) {
    const transport = createTransport({ url: smtpUrl, ...patience });
    return async (mail) => {
      try {
        await transport.sendMail(compose(mail));
      } catch (error) {
        log.warn({ err: error, template: mail.template, task: mail.taskId }, 'a mail could not be sent');
        throw error;
      }
    };
  }
  const files = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  return async (mail) => {
    const { message } = await files.sendMail(compose(mail));
    await mkdir(settings.spool, { recursive: true, mode: 0o700 });
    const name = `${new Date().toISOString().replaceAll(':', '')}-${randomUUID()}.eml`;
    const path = join(settings.spool, name);
    await writeFile(`${path}.part`, message as Buffer, { mode: 0o600, flush: true });
    await rename(`${path}.part`, path);
    log.info(
      { template: mail.template, task: mail.taskId, file: name },
      'a mail was written to the spool folder',
    );
  };
}

/** What the server answers to a connection and login; null: it takes them. Says nothing of the password. */
export async function verifyMailServer(smtpUrl: string): Promise<string | null> {
  const transport = createTransport({ url: smtpUrl, ...patience });
  try {
    await transport.verify();
    return null;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return code === 'EAUTH' ? 'it refuses the login' : code || 'no answer';
  } finally {
    transport.close();
  }
}
