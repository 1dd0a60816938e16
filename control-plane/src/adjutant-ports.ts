/** What the Adjutant API's use-cases reach of the world, by the configuration. */
import { join } from 'node:path';
import type { AsyncDisposables } from './async-disposables.ts';
import type { Settings } from './config/schema.ts';
import { createMailer } from './mail/mailer.ts';
import { callWebhook } from './mail/webhook.ts';
import type { Logger } from './observe/logger.ts';
import { KeyedTurns } from './system/keyed-turns.ts';
import { builtInTaskTypes } from './use-cases/adjutant/task-types/index.ts';
import type { Adjutant, AdjutantSettings, TaskType } from './use-cases/ports/index.ts';

const GiB = 2 ** 30;

/** @param publicOrigin of the console, where the pages of tokens are. */
export function openAdjutant(
  settings: Settings,
  publicOrigin: () => string,
  log: Logger,
  parts: AsyncDisposables,
): Adjutant {
  const { mail, webhook } = settings.adjutant;
  const turns = new KeyedTurns();
  const running = new Set<Promise<void>>();
  const send = createMailer(
    {
      smtpUrl: mail.smtp_url ?? null,
      spool: join(settings.data, 'mail-spool'),
      from: mail.from,
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
    settings: settingsOf(settings.adjutant, publicOrigin),
    send,
    background,
    announce: (event) => {
      if (webhook !== undefined) background(() => callWebhook(webhook, event, log));
    },
    inTurn: (key, work) => turns.run(key, work),
  };
}

function settingsOf(adjutant: Settings['adjutant'], publicOrigin: () => string): AdjutantSettings {
  const sizes = adjutant.quota_sizes;
  return {
    tokenTimeoutMs: adjutant.token_timeout_s * 1000,
    resetAnswerMs: adjutant.reset_answer_s * 1000,
    usernameIsEmail: adjutant.username_is_email,
    region: adjutant.region,
    get publicUrl() {
      return (adjutant.public_url ?? publicOrigin()).replace(/\/$/, '');
    },
    defaultRoles: adjutant.default_roles,
    manageableRoles: adjutant.manageable_roles,
    quotaSizes: sizes.map(({ name, instances, cores, memory_gib, disk_gib, snapshots, addresses }) => ({
      name,
      quota: {
        instances,
        cores,
        memoryBytes: memory_gib === null ? null : memory_gib * GiB,
        diskBytes: disk_gib === null ? null : disk_gib * GiB,
        snapshots,
        addresses,
      },
    })),
    defaultQuotaSize: adjutant.default_quota_size ?? null,
    defaultAddressPool: adjutant.default_address_pool ?? null,
    notificationMails: adjutant.notification_mails,
    taskTypes: taskTypesOf(adjutant.task_types),
  };
}

function taskTypesOf(configured: Settings['adjutant']['task_types']): Map<string, TaskType> {
  const types = new Map(builtInTaskTypes.map((type) => [type.name, type]));
  for (const [name, wanted] of Object.entries(configured)) {
    const before: TaskType = types.get(name) ?? {
      name,
      oldNames: [],
      actions: [],
      allowsAutoApproval: false,
      duplicates: 'block',
      tokenTimeoutMs: null,
      submitterLogsIn: false,
      mails: { initial: null, token: { template: 'task' }, completed: null },
      askedBy: ['admin'],
    };
    const { mails = {} } = wanted;
    const mailOf = (stage: keyof TaskType['mails']) => {
      const template = mails[stage];
      return template === undefined ? before.mails[stage] : template === null ? null : { template };
    };
    types.set(name, {
      ...before,
      actions: wanted.actions ?? before.actions,
      allowsAutoApproval: wanted.allow_auto_approve ?? before.allowsAutoApproval,
      duplicates: wanted.duplicate_policy ?? before.duplicates,
      tokenTimeoutMs:
        wanted.token_timeout_s === undefined ? before.tokenTimeoutMs : wanted.token_timeout_s * 1000,
      submitterLogsIn: wanted.requires_authentication ?? before.submitterLogsIn,
      mails: { initial: mailOf('initial'), token: mailOf('token'), completed: mailOf('completed') },
      askedBy: wanted.asked_by ?? before.askedBy,
    });
  }
  return types;
}
