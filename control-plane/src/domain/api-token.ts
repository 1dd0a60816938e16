import { DomainError } from '../../../proto/src/errors.ts';

/** A credential for programs. It never gives more than its user has at the moment of its use. */
export interface ApiToken {
  readonly id: string;
  /** For people; unique for its user. */
  readonly name: string;
  readonly userId: string;
  readonly secretHash: string;
  readonly scope: ApiTokenScope;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  /** Null: never used. */
  readonly lastUsedAtMs: number | null;
  readonly lastUsedAddress: string;
}

export interface ApiTokenScope {
  /** Nano menus; null: all that the user has. */
  readonly menus: readonly string[] | null;
  /** The project that it acts on; null: none. */
  readonly projectId: string | null;
  /** Names of identity roles on the project; null: all that the user has there. */
  readonly roles: readonly string[] | null;
}

/** Tells people, and programs that look for leaked secrets, what it is. */
export const apiTokenPrefix = 'cellar_';

export const longestApiTokenDays = 3650;

/** What of the wanted may be had. @throws DomainError `forbidden` with reason `beyond_reach` for what the user lacks. */
export function requireWithin(
  kind: 'menu' | 'role',
  wanted: readonly string[] | null,
  had: readonly string[],
): void {
  const lacking = (wanted ?? []).filter((name) => !had.includes(name));
  if (lacking.length === 0) return;
  throw new DomainError(
    'forbidden',
    `the ${kind} '${lacking[0]}' is not yours: allowed is ${had.join(', ')}`,
    {
      reason: 'beyond_reach',
      details: { lacking, allowed: had },
    },
  );
}
