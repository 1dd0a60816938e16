import type { Visibility } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { ownGroup } from './own-group.ts';

/** What the members of the caller's group see of each other. @throws DomainError `forbidden`. */
export async function getVisibility(ports: Pick<Ports, 'store'>, ctx: Context): Promise<Visibility> {
  return (await ownGroup(ports.store, ctx)).visibility;
}
