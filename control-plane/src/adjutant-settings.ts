/** The settings of the Adjutant API in the words of its use-cases. */
import { readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { z } from 'zod';
import { DomainError } from '../../proto/src/errors.ts';
import { readSettings } from '../../proto/src/settings/read.ts';
import { taskTypeName, taskTypeSchema } from './config/adjutant.ts';
import type { Settings } from './config/schema.ts';
import { builtInTaskTypes } from './use-cases/adjutant/task-types/index.ts';
import { mailBy } from './use-cases/adjutant/task-types/stage-mail.ts';
import type { AdjutantSettings, MailStage, StageMail, TaskType } from './use-cases/ports/index.ts';

const GiB = 2 ** 30;

type Configured = z.output<typeof taskTypeSchema>;

/** @param publicOrigin of the console, where the pages of tokens are. */
export function adjutantSettings(
  adjutant: Settings['adjutant'],
  publicOrigin: () => string,
): AdjutantSettings {
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
    defaultUsers: adjutant.default_users,
    defaultUserRoles: adjutant.default_user_roles,
    notificationMails: adjutant.notification_mails,
    webhook: adjutant.webhook !== undefined,
    dashboardUrl: adjutant.dashboard_url?.replace(/\/$/, '') ?? null,
    taskTypes: taskTypesOf({ ...typesInFolder(adjutant.task_types_folder), ...adjutant.task_types }),
  };
}

/** @throws DomainError `invalid` naming the file and what is wrong in it. */
function typesInFolder(folder: string | undefined): Record<string, Configured> {
  if (folder === undefined) return {};
  const files = readdirSync(folder).filter((file) => extname(file) === '.yaml');
  return Object.fromEntries(
    files.sort().map((file) => {
      const name = basename(file, '.yaml');
      if (!taskTypeName.test(name)) {
        const message = `the task type file ${join(folder, file)} must be named by small letters, digits and _`;
        throw new DomainError('invalid', message, { reason: 'configuration' });
      }
      return [name, readSettings(taskTypeSchema, { file: join(folder, file), environment: {}, names: [] })];
    }),
  );
}

function taskTypesOf(configured: Readonly<Record<string, Configured>>): Map<string, TaskType> {
  const types = new Map(builtInTaskTypes.map((type) => [type.name, type]));
  for (const [name, wanted] of Object.entries(configured)) {
    const before = types.get(name) ?? emptyType(name);
    const { mails = {} } = wanted;
    const mailsOf = (stage: MailStage) =>
      mails[stage] === undefined ? before.mails[stage] : stageMails(mails[stage]);
    types.set(name, {
      ...before,
      actions: wanted.actions ?? before.actions,
      allowsAutoApproval: wanted.allow_auto_approve ?? before.allowsAutoApproval,
      duplicates: wanted.duplicate_policy ?? before.duplicates,
      tokenTimeoutMs:
        wanted.token_timeout_s === undefined ? before.tokenTimeoutMs : wanted.token_timeout_s * 1000,
      submitterLogsIn: wanted.requires_authentication ?? before.submitterLogsIn,
      tokenFields: wanted.token_fields ?? before.tokenFields,
      mails: { initial: mailsOf('initial'), token: mailsOf('token'), completed: mailsOf('completed') },
      askedBy: wanted.asked_by ?? before.askedBy,
    });
  }
  const without = [...types.values()].find(({ actions }) => actions.length === 0);
  if (without === undefined) return types;
  throw new DomainError('invalid', `the task type ${without.name} must name its actions`, {
    reason: 'configuration',
  });
}

/** What a new type is before the configuration says more. */
function emptyType(name: string): TaskType {
  return {
    name,
    oldNames: [],
    actions: [],
    allowsAutoApproval: false,
    duplicates: 'block',
    tokenTimeoutMs: null,
    submitterLogsIn: false,
    mails: { initial: [], token: mailBy('task'), completed: [] },
    tokenFields: [],
    endsInvalid: false,
    askedBy: ['admin'],
  };
}

type ConfiguredStage = NonNullable<Configured['mails']>[MailStage];

function stageMails(stage: ConfiguredStage): readonly StageMail[] {
  if (stage === undefined || stage === null) return [];
  return (Array.isArray(stage) ? stage : [stage]).flatMap((mail) => {
    if (typeof mail === 'string') return mailBy(mail);
    const { template, subject = null, from = null, reply = null, to = null, email_current_user } = mail;
    return [{ template, subject, from, replyTo: reply, to, toRequester: email_current_user }];
  });
}
