/** What the Adjutant API's use-cases reach of the world, by the configuration. */
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { adjutantSettings } from './adjutant-settings.ts';
import type { AsyncDisposables } from './async-disposables.ts';
import type { Settings } from './config/schema.ts';
import { createMailer } from './mail/mailer.ts';
import { createWebhook } from './mail/webhook.ts';
import type { Logger } from './observe/logger.ts';
import { KeyedTurns } from './system/keyed-turns.ts';
import { WokenWork } from './system/woken-work.ts';
import type { Adjutant } from './use-cases/ports/index.ts';

/** How long a request waits for its mails to leave. */
const patienceMs = 2_000;

/**
 * @param publicOrigin of the console, where the pages of tokens are.
 * @param deliver sends what is due.
 */
export function openAdjutant(
  settings: Settings,
  publicOrigin: () => string,
  deliver: () => Promise<void>,
  log: Logger,
  parts: AsyncDisposables,
): Adjutant & { endStreams(): void } {
  const ending = new AbortController();
  const { mail, webhook, webhook_secret: secret, webhook_private: isPrivate } = settings.adjutant;
  const turns = new KeyedTurns();
  const running = new Set<Promise<void>>();
  const watchers = new EventEmitter().setMaxListeners(0);
  const deliveries = parts.use(new WokenWork(deliver, log));
  const send = createMailer(
    {
      smtpUrl: mail.smtp_url ?? null,
      spool: join(settings.data, 'mail-spool'),
      from: mail.from,
      replyTo: mail.reply ?? mail.from,
      language: mail.language,
      templates: mail.templates ?? null,
    },
    log,
  );
  const background = (work: () => Promise<void>) => {
    const run = work()
      .catch((error: unknown) => log.error({ err: error }, 'work in the background failed'))
      .finally(() => running.delete(run));
    running.add(run);
  };
  parts.add(async () => {
    while (running.size > 0) await Promise.all(running);
  });
  return {
    ending: ending.signal,
    endStreams: () => ending.abort(),
    settings: adjutantSettings(settings.adjutant, publicOrigin),
    send,
    background,
    post:
      webhook === undefined
        ? async () => undefined
        : createWebhook({ url: webhook, secret: secret ?? null, isPrivate }, log),
    async wake() {
      watchers.emit('news');
      await Promise.race([deliveries.wake(), delay(patienceMs, undefined, { ref: false })]);
    },
    watch(listener) {
      watchers.on('news', listener);
      return () => watchers.off('news', listener);
    },
    inTurn: (key, work) => turns.run(key, work),
  };
}
