export interface User {
  readonly id: string;
  readonly domainId: string;
  readonly name: string;
  readonly nick: string;
  readonly mail: string;
  readonly enabled: boolean;
  readonly passwordHash: string;
  readonly createdAtMs: number;
  readonly description: string;
  /** Where a login without a scope is scoped to. */
  readonly defaultProjectId: string | null;
  readonly passwordChangedAtMs: number;
  /** Logins since the password expired. */
  readonly graceLoginsUsed: number;
}

export interface Group {
  readonly id: string;
  readonly domainId: string;
  readonly name: string;
  readonly display: string;
  /** A Nano group: a user is in at most one of these. */
  readonly nano: boolean;
  /** Names of the Nano roles that its members have. */
  readonly roles: readonly string[];
  readonly visibility: Visibility;
  /** The project that its guests belong to; null: none, so no quota. */
  readonly projectId: string | null;
}

export interface Visibility {
  readonly instances: boolean;
  readonly mediaImages: boolean;
  readonly diskImages: boolean;
}

export interface Role {
  readonly name: string;
  readonly menus: readonly string[];
}

/** The domain that Nano's users and groups live in. */
export const defaultDomainId = 'default';
