import type { ApiToken } from '../../domain/api-token.ts';

export interface ApiTokenStore {
  /** @throws DomainError `already_exists` if the user has one of this name. */
  insert(token: ApiToken): Promise<void>;
  get(id: string): Promise<ApiToken | undefined>;
  findBySecret(secretHash: string): Promise<ApiToken | undefined>;
  /** Of one user, or of everybody; sorted by user and name. */
  list(filter: { readonly userId?: string }): Promise<(ApiToken & { readonly userName: string })[]>;
  noteUse(id: string, use: { readonly atMs: number; readonly address: string }): Promise<void>;
  remove(id: string): Promise<void>;
  removeExpired(nowMs: number): Promise<void>;
}
