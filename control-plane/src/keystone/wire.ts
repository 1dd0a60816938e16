/** The parts of Keystone's answers that count here. */
import { z } from 'zod';

const named = z.object({ id: z.string(), name: z.string() });
const inDomain = named.extend({ domain: named });

export const tokenAnswer = z.object({
  token: z.object({
    user: inDomain,
    expires_at: z.string(),
    project: inDomain.nullish(),
    domain: named.nullish(),
    roles: z.array(named).nullish(),
  }),
});

export type KeystoneToken = z.output<typeof tokenAnswer>['token'];

export const projectsAnswer = z.object({
  projects: z.array(named.extend({ domain_id: z.string().nullable() })),
});
