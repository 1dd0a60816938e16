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

const template = z
  .string()
  .regex(/^[a-z0-9-]{1,64}$/, 'must be a name of small letters, digits and dashes')
  .nullable()
  .optional();

const taskType = z.strictObject({
  actions: z
    .array(z.enum(actionNames, `must be one of ${actionNames.join(', ')}`))
    .min(1)
    .optional(),
  allow_auto_approve: z.boolean().optional(),
  duplicate_policy: z.enum(['cancel', 'block']).optional(),
  token_timeout_s: z.number().int().min(60).max(31_536_000).optional(),
  requires_authentication: z.boolean().optional(),
  /** Names of templates by stage; null: no mail. */
  mails: z.strictObject({ initial: template, token: template, completed: template }).optional(),
  asked_by: z.array(z.string()).optional(),
});

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
  notification_mails: list.default([]),
  webhook: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).optional(),
  task_types: z.record(z.string().regex(/^[a-z0-9_]{1,64}$/), taskType).default({}),
  mail: z
    .strictObject({
      smtp_url: z.url({ protocol: /^smtps?$/, error: 'must be an smtp or smtps URL' }).optional(),
      from: z.string().min(3).default('cellar@localhost'),
      language: z.enum(['en', 'ru']).default('en'),
      templates: z.string().min(1).optional(),
    })
    .prefault({}),
};
