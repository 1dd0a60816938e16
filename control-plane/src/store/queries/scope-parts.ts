import type { Scope } from '../../use-cases/ports/store.ts';

/** One range of an index. */
export interface ScopePart {
  readonly ownerId?: string;
  readonly groupId?: string;
  readonly notOwnerId?: string;
}

/** What a scope shows, as parts without overlap: an `or` would make the database read and sort all of it. */
export function partsOf(scope: Scope): readonly ScopePart[] {
  if (scope.all) return [{}];
  if (scope.groupId === null) return [{ ownerId: scope.userId }];
  return [{ ownerId: scope.userId }, { groupId: scope.groupId, notOwnerId: scope.userId }];
}
