import type { PolicyGroup } from '../../domain/policy.ts';

/** All given conditions hold. */
export interface PolicyGroupFilter {
  /** Only global ones and those of the user with this id. */
  readonly seenBy?: string | undefined;
  /** Names. */
  readonly owner?: string | undefined;
  readonly group?: string | undefined;
  readonly enabledOnly?: boolean | undefined;
  readonly globalOnly?: boolean | undefined;
}

export interface PolicyGroupStore {
  /** @throws DomainError `already_exists` if the name is taken. */
  insert(group: PolicyGroup): Promise<void>;
  get(id: string): Promise<PolicyGroup | undefined>;
  /** Sorted by name. */
  list(filter: PolicyGroupFilter): Promise<PolicyGroup[]>;
  /** Replaces all but the time of creation. @throws DomainError `already_exists` if the name is taken by another. */
  update(group: PolicyGroup): Promise<void>;
  remove(id: string): Promise<void>;
}
