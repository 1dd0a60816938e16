import { z } from 'zod';
import { type ApiToken, longestApiTokenDays } from '../../../domain/api-token.ts';
import type { ApiTokenView } from '../../../use-cases/api-tokens/list-api-tokens.ts';
import { listOf, requiredText, text, wholeNumber } from '../../fields.ts';
import { isoTime } from './common.ts';

export const createApiTokenRequest = z.object({
  name: requiredText(100),
  valid_for_days: wholeNumber(1, longestApiTokenDays).default(90),
  menus: listOf(text(100), 100).nullish(),
  project: text(100).nullish(),
  roles: listOf(text(100), 100).nullish(),
});

export const listApiTokensQuery = z.object({ all: z.enum(['true', 'false']).default('false') });

export function toApiTokenInput(request: z.output<typeof createApiTokenRequest>) {
  const { name, valid_for_days, menus, project, roles } = request;
  const scope = { menus: menus ?? null, projectId: project || null, roles: roles ?? null };
  return { name, validForDays: valid_for_days, scope };
}

function tokenToWire({ id, name, scope, createdAtMs, expiresAtMs }: ApiToken) {
  return {
    id,
    name,
    menus: scope.menus,
    project: scope.projectId,
    roles: scope.roles,
    created_at: isoTime(createdAtMs),
    expires_at: isoTime(expiresAtMs),
  };
}

export function createdApiTokenToWire({ token, secret }: { token: ApiToken; secret: string }) {
  return { ...tokenToWire(token), token: secret };
}

export function apiTokenToWire(token: ApiTokenView) {
  const lastUsed = { last_used_at: isoTime(token.lastUsedAtMs), last_used_address: token.lastUsedAddress };
  return { ...tokenToWire(token), user: token.userName, ...lastUsed };
}
