/**
 * Who may do what with people and projects. An administrator may everything, an administrator of a domain everything in it;
 * a user reads himself and the projects that he has a role on. What a caller may not see does not exist for him.
 */
import { DomainError } from '../../../../proto/src/errors.ts';
import { administersDomain, isAdministrator } from '../../domain/rights.ts';
import type { Context } from '../context.ts';

/** @throws DomainError `forbidden`. */
export function requireDomainAdministrator({ actor }: Context, domainId: string): void {
  if (!administersDomain(actor, domainId)) throw refused(actor.userName);
}

/** @throws DomainError `forbidden`. */
export function requireAdministrator({ actor }: Context): void {
  if (!isAdministrator(actor)) throw refused(actor.userName);
}

/**
 * The domain that a list is of: an administrator's choice or all, another's own one.
 * @throws DomainError `forbidden`.
 */
export function listedDomain({ actor }: Context, wanted: string | undefined): string | undefined {
  if (isAdministrator(actor)) return wanted;
  const domainId = wanted ?? actor.identity?.domain?.id;
  if (domainId !== undefined && administersDomain(actor, domainId)) return domainId;
  throw refused(actor.userName);
}

export function refused(userName: string): DomainError {
  return new DomainError(
    'forbidden',
    `user '${userName}' is not authorized for this: the role admin is missing`,
    {
      reason: 'missing_role',
      details: { role: 'admin' },
    },
  );
}

/** What the installation stands on stays as it is. */
export function builtIn(kind: string, id: string, name: string): DomainError {
  return new DomainError(
    'forbidden',
    `the ${kind} '${name}' is built in: it can not be renamed, disabled or deleted`,
    {
      reason: 'built_in',
      subject: { kind, id },
    },
  );
}
