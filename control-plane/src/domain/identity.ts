/** Domains, the tree of projects in them, and who has which role where. */
export interface Domain {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly enabled: boolean;
  readonly createdAtMs: number;
}

export interface Project {
  readonly id: string;
  /** Of a project that acts as a domain: its own id. */
  readonly domainId: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly description: string;
  readonly enabled: boolean;
  /** Acts as the domain of the same id, too. */
  readonly isDomain: boolean;
  readonly tags: readonly string[];
  readonly createdAtMs: number;
}

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** A role of the identity API; its name is apart from those of Nano's roles. */
export type IdentityRole = Named;

export interface Holder {
  readonly kind: 'user' | 'group';
  readonly id: string;
}

export interface Target {
  readonly kind: 'project' | 'domain';
  readonly id: string;
}

export interface Assignment {
  readonly roleId: string;
  readonly holder: Holder;
  readonly target: Target;
  /** Counts on all projects below the target, not on the target itself. */
  readonly inherited: boolean;
}

/** These exist from the first run on. */
export const seededRoles = ['admin', 'member', 'project_admin', 'project_mod'] as const;

/** Where the role `admin` gives every right; it lies in the domain `default`. */
export const administrationProject = 'admin';

/** A token of the identity API. Only its hash is kept; what it gives is looked up whenever it is used. */
export interface Token {
  readonly idHash: string;
  readonly auditId: string;
  /** The audit id of the token that it was made from. */
  readonly parentAuditId: string | null;
  readonly userId: string;
  readonly methods: readonly string[];
  readonly scope: Target | null;
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
}
