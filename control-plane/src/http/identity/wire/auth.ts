import { z } from 'zod';
import { type PasswordPolicy, passwordExpiryMs } from '../../../domain/password-policy.ts';
import type { LivingToken } from '../../../use-cases/tokens/read-token.ts';
import { listOf, oneOf, text } from '../../fields.ts';
import { id, name } from './common.ts';

/** A domain by its id or name. */
const domainReference = z
  .object({ id: id.nullish(), name: name(64).nullish() }, 'must be an object with id or name')
  .transform((given, context) => {
    if (given.id) return { id: given.id };
    if (given.name) return { name: given.name };
    context.addIssue({ code: 'custom', message: 'must have id or name' });
    return z.NEVER;
  });

/** A user or project by its id, or by its name within a domain. */
const reference = { id: id.nullish(), name: name(255).nullish(), domain: domainReference.nullish() };

interface GivenReference {
  readonly id?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly domain?: z.output<typeof domainReference> | null | undefined;
}

function toReference(given: GivenReference, context: z.RefinementCtx) {
  if (given.id) return { id: given.id };
  if (given.name && given.domain) return { name: given.name, domain: given.domain };
  context.addIssue({ code: 'custom', message: 'must have id, or name and domain' });
  return z.NEVER;
}

const passwordProof = z.object({
  user: z
    .object({ ...reference, password: text(4_096) }, 'must be an object')
    .transform((given, context) => ({ user: toReference(given, context), password: given.password })),
});

/** The user is the one of `password`: a code alone lets nobody in. */
const totpProof = z.object({ user: z.object({ passcode: text(50) }, 'must be an object') });

const scope = z
  .union([
    z.literal('unscoped'),
    z.object(
      {
        project: z.object(reference, 'must be an object').transform(toReference).optional(),
        domain: domainReference.optional(),
        unscoped: z.object({}).optional(),
      },
      'must be an object with project, domain or unscoped',
    ),
  ])
  .transform((given, context) => {
    if (given === 'unscoped' || given.unscoped) return 'unscoped' as const;
    if (given.project && !given.domain) return { project: given.project };
    if (given.domain && !given.project) return { domain: given.domain };
    context.addIssue({ code: 'custom', message: 'must have one of project, domain or unscoped' });
    return z.NEVER;
  });

/** The body of `POST /v3/auth/tokens`. */
export const authRequest = z.object({
  auth: z.object(
    {
      identity: z
        .object(
          {
            methods: listOf(oneOf(['password', 'totp', 'token']), 4).min(1, 'must not be empty'),
            password: passwordProof.optional(),
            totp: totpProof.optional(),
            token: z.object({ id: text(1_000) }, 'must be an object').optional(),
          },
          'must be an object',
        )
        .transform(({ methods, password, totp, token }, context) => {
          if (methods.includes('password') && password)
            return {
              method: 'password' as const,
              ...password.user,
              code: methods.includes('totp') && totp ? totp.user.passcode : null,
            };
          if (methods.includes('token') && token) return { method: 'token' as const, token: token.id };
          context.addIssue({ code: 'custom', message: `must have ${methods[0]}, as methods says` });
          return z.NEVER;
        }),
      scope: scope.nullish(),
    },
    'must be an object',
  ),
});

/** Times as Keystone writes them: microseconds, UTC. */
export function keystoneTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000Z');
}

export function tokenToWire(
  { token, user, identity }: LivingToken,
  catalog: unknown[] | null,
  policy: PasswordPolicy,
) {
  const { project, domain, roles, userDomain } = identity;
  const expiry = passwordExpiryMs(policy, user);
  const scoped = project !== null || domain !== null;
  return {
    methods: token.methods,
    user: {
      id: user.id,
      name: user.name,
      domain: userDomain,
      password_expires_at: expiry === null ? null : keystoneTime(expiry),
    },
    audit_ids: token.parentAuditId === null ? [token.auditId] : [token.auditId, token.parentAuditId],
    issued_at: keystoneTime(token.issuedAtMs),
    expires_at: keystoneTime(token.expiresAtMs),
    ...(project && { project, is_domain: project.id === project.domain.id }),
    ...(domain && { domain }),
    ...(scoped && { roles }),
    ...(scoped && catalog && { catalog }),
  };
}
