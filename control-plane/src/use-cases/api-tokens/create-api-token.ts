import { DomainError } from '../../../../proto/src/errors.ts';
import type { Actor } from '../../domain/actor.ts';
import {
  type ApiToken,
  type ApiTokenScope,
  apiTokenPrefix,
  longestApiTokenDays,
  requireWithin,
} from '../../domain/api-token.ts';
import type { Context } from '../context.ts';
import { effectiveRoles, nanoMenusOf } from '../identity/effective-roles.ts';
import type { Ports, Store } from '../ports/index.ts';
import { hashSecret } from '../secret-hash.ts';
import { requireInteractive } from './require-interactive.ts';

const dayMs = 86_400_000;

/**
 * Makes a token for the caller himself. Its secret is told this once: only its hash is kept.
 * @throws DomainError `forbidden` (`interactive_only` for callers that are programs, `beyond_reach`), `already_exists`.
 */
export async function createApiToken(
  ports: Pick<Ports, 'store' | 'ids'>,
  ctx: Context,
  input: { name: string; scope: ApiTokenScope; validForDays: number },
): Promise<{ token: ApiToken; secret: string }> {
  requireInteractive(ctx.actor);
  if (input.validForDays < 1 || input.validForDays > longestApiTokenDays)
    throw new DomainError('invalid', `an API token is valid for 1 to ${longestApiTokenDays} days`, {
      reason: 'bad_validity',
    });
  const secret = `${apiTokenPrefix}${ports.ids.secret()}`;
  const token: ApiToken = {
    id: ports.ids.uuid(),
    name: input.name,
    userId: ctx.actor.userId,
    secretHash: hashSecret(secret),
    scope: input.scope,
    createdAtMs: ctx.nowMs,
    expiresAtMs: ctx.nowMs + input.validForDays * dayMs,
    lastUsedAtMs: null,
    lastUsedAddress: '',
  };
  await ports.store.transaction(async (tx) => {
    await requireScope(tx, ctx.actor, input.scope);
    await tx.apiTokens.insert(token);
    const { name, scope, expiresAtMs } = token;
    const subject = { kind: 'api-token', id: token.id };
    const details = { name, scope, expiresAtMs };
    await tx.audit.append(ctx, { action: 'create-api-token', subject, outcome: 'done', details });
  });
  return { token, secret };
}

/** A session of few menus, or a token of one project, makes no token of more. */
async function requireScope(tx: Store, actor: Actor, scope: ApiTokenScope): Promise<void> {
  const { menus, projectId, roles } = scope;
  requireWithin(
    'menu',
    menus ?? (projectId === null ? await nanoMenusOf(tx, actor.userId) : []),
    actor.menus,
  );
  if (projectId === null) {
    requireWithin('role', roles, []);
    return;
  }
  const held = await effectiveRoles(tx, actor.userId, { kind: 'project', id: projectId });
  const bound = actor.identity?.project ?? actor.identity?.domain;
  if (held.length === 0 || (bound && bound.id !== projectId))
    throw new DomainError('not_found', `invalid project '${projectId}'`, {
      reason: 'project_not_found',
      subject: { kind: 'project', id: projectId },
    });
  requireWithin(
    'role',
    roles,
    held.map(({ name }) => name),
  );
}
