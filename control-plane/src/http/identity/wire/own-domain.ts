import { defaultDomainId } from '../../../domain/user.ts';
import type { Context } from '../../../use-cases/context.ts';

/** The domain of what is made without naming one: that of the token's scope, or else `default`. */
export function ownDomain({ actor: { identity } }: Context): string {
  return identity?.domain?.id ?? identity?.project?.domain.id ?? defaultDomainId;
}
