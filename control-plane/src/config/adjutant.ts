/** The settings of the Adjutant API: requests, approvals, mails, quotas. */
import { z } from 'zod';
import { actionNames } from '../use-cases/adjutant/engine/known.ts';

const list = z.union([
  z.array(z.string()),
  z.string().transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ),
]);

const amount = z.number().int().min(0).nullable().default(null);

const quotaSize = z.strictObject({
  name: z.string().min(1).max(64),
  instances: amount,
  cores: amount,
  memory_gib: amount,
  disk_gib: amount,
  snapshots: amount,
  addresses: amount,
});

const shippedSizes = [
  { name: 'small', instances: 5, cores: 10, memory_gib: 20, disk_gib: 200, snapshots: 10, addresses: 5 },
  {
    name: 'medium',
    instances: 20,
    cores: 50,
    memory_gib: 100,
    disk_gib: 1_000,
    snapshots: 50,
    addresses: 20,
  },
  {
    name: 'large',
    instances: 80,
    cores: 200,
    memory_gib: 400,
    disk_gib: 4_000,
    snapshots: 200,
    addresses: 80,
  },
];

const template = z.string().regex(/^[a-z0-9-]{1,64}$/, 'must be a name of small letters, digits and dashes');

const mailAddress = z.string().regex(/^[^\s\p{Cc}]+@[^\s\p{Cc}]+$/u, 'must be a mail address');

const stageMail = z.strictObject({
  template,
  subject: z.string().min(1).max(200).optional(),
  from: mailAddress.optional(),
  reply: mailAddress.optional(),
  /** Always to these, whoever asked. */
  to: z.union([mailAddress.transform((one) => [one]), z.array(mailAddress).min(1).max(50)]).optional(),
  email_current_user: z.boolean().default(false),
});

/** Null: no mail; a name: its template to whom the task is about; else one or several mails. */
const stage = z
  .union([z.null(), template, stageMail, z.array(z.union([template, stageMail])).max(10)])
  .optional();

/** A task type, as `adjutant.task_types` and the files of `adjutant.task_types_folder` have them. */
export const taskTypeSchema = z.strictObject({
  actions: z
    .array(z.enum(actionNames, `must be one of ${actionNames.join(', ')}`))
    .min(1)
    .optional(),
  allow_auto_approve: z.boolean().optional(),
  duplicate_policy: z.enum(['cancel', 'block']).optional(),
  token_timeout_s: z.number().int().min(60).max(31_536_000).optional(),
  requires_authentication: z.boolean().optional(),
  /** What the token asks for besides what the actions want. */
  token_fields: z
    .array(z.string().regex(/^[a-z][a-z0-9_]{0,62}$/))
    .max(10)
    .optional(),
  mails: z.strictObject({ initial: stage, token: stage, completed: stage }).optional(),
  asked_by: z.array(z.string()).optional(),
});

export const taskTypeName = /^[a-z0-9_]{1,64}$/;

const managed = ['project_admin', 'project_mod', 'member', 'heat_stack_owner'];

export const adjutantShape = {
  token_timeout_s: z.number().int().min(60).max(31_536_000).default(86_400),
  reset_answer_s: z.number().min(0).max(60).default(3),
  /** What strangers may ask for from one address within ten minutes. */
  open_requests: z.number().int().min(1).max(1_000_000).default(30),
  username_is_email: z.boolean().default(true),
  region: z.string().min(1).max(64).default('RegionOne'),
  public_url: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).optional(),
  default_roles: list.default(['member', 'project_admin']),
  manageable_roles: z.record(z.string(), z.array(z.string())).default({
    admin: managed,
    project_admin: managed,
    project_mod: managed.filter((role) => role !== 'project_admin'),
  }),
  quota_sizes: z.array(quotaSize).max(50).default(shippedSizes),
  default_quota_size: z.string().min(1).optional(),
  default_address_pool: z.string().min(1).optional(),
  default_users: list.default([]),
  default_user_roles: list.default(['member']),
  notification_mails: list.default([]),
  webhook: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).optional(),
  /** With it calls are signed, as Standard Webhooks has it. */
  webhook_secret: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, 'must be whsec_ and 24 to 64 bytes in base64')
    .optional(),
  /** Whether the webhook may be on this machine or in a private network. */
  webhook_private: z.boolean().default(false),
  dashboard_url: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).optional(),
  task_types: z.record(z.string().regex(taskTypeName), taskTypeSchema).default({}),
  /** A folder with a file `NAME.yaml` for each type more. */
  task_types_folder: z.string().min(1).optional(),
  mail: z
    .strictObject({
      smtp_url: z.url({ protocol: /^smtps?$/, error: 'must be an smtp or smtps URL' }).optional(),
      from: z.string().min(3).default('cellar@localhost'),
      reply: mailAddress.optional(),
      language: z.enum(['en', 'ru']).default('en'),
      templates: z.string().min(1).optional(),
    })
    .prefault({}),
};
