import type { Actor, Via } from '../../domain/actor.ts';
import type { Named } from '../../domain/identity.ts';

/** Password and names as a user of an external Keystone gives them. */
export interface KeystoneLogin {
  readonly user: string;
  readonly domain: string;
  readonly password: string;
  /** By name; null: unscoped. */
  readonly project: { readonly name: string; readonly domain: string } | null;
}

/**
 * An external Keystone that the RS and Adjutant APIs trust instead of this installation's identity. Each verb throws
 * DomainError `timeout` with reason `identity_unavailable` while it is away.
 */
export interface Keystone {
  /** Whose token it is and what it gives. @throws DomainError `unauthenticated` (`invalid_token`). */
  validate(token: string, via: Via): Promise<Actor>;
  /** @returns a token of that Keystone. @throws DomainError `unauthenticated` (`bad_credentials`). */
  login(login: KeystoneLogin): Promise<string>;
  /** The projects that a token may be scoped to, sorted by name. @throws DomainError `unauthenticated` (`invalid_token`). */
  projects(token: string): Promise<(Named & { readonly domainId: string })[]>;
  /** @throws DomainError `unauthenticated` (`bad_credentials`), `invalid` (`weak_password`). */
  changePassword(login: KeystoneLogin, password: string): Promise<void>;
}
