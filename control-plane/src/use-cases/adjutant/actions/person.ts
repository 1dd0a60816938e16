/** The people that tasks are about. */
import type { Plain } from '../../../domain/adjutant.ts';
import type { Target } from '../../../domain/identity.ts';
import { checkPassword } from '../../../domain/password-rules.ts';
import type { User } from '../../../domain/user.ts';
import type { Context } from '../../context.ts';
import { effectiveRoles, findAdministrationProject, nanoMenusOf } from '../../identity/effective-roles.ts';
import type { Ports, Store } from '../../ports/index.ts';
import { checkReplacement, replacePassword } from '../../users/replace-password.ts';
import { isDomainError, toFieldError } from '../field-error.ts';
import type { ActionPorts } from './action.ts';
import { textOf } from './fields.ts';

export type Person =
  | { readonly state: 'new' }
  | { readonly state: 'disabled' | 'existing'; readonly user: User }
  | { readonly state: 'other' };

/** The name that a person logs in with. */
export function userNameOf(ports: Pick<Ports, 'adjutant'>, data: Plain): string {
  const mail = textOf(data, 'email');
  if (ports.adjutant.settings.usernameIsEmail) return mail;
  return textOf(data, 'username') || mail;
}

/** Who has the name in the domain; `other` if it is somebody with another address. */
export async function findPerson(
  store: Pick<Store, 'users'>,
  { domainId, name, mail }: { domainId: string; name: string; mail: string },
): Promise<Person> {
  const user = await store.users.findUser(domainId, name);
  if (!user) return { state: 'new' };
  if (!sameMail(user.mail, mail)) return { state: 'other' };
  return { state: user.enabled ? 'existing' : 'disabled', user };
}

export function sameMail(one: string, other: string): boolean {
  return one !== '' && one.toLowerCase() === other.toLowerCase();
}

/** Whether somebody else with more rights is behind the account: no mail may take it over. */
export async function isPrivileged(store: Pick<Store, 'users' | 'identity'>, user: User): Promise<boolean> {
  const menus = await nanoMenusOf(store, user.id);
  if (menus.includes('user') || menus.includes('compute_pool')) return true;
  const administration = await findAdministrationProject(store);
  if (administration) {
    const target: Target = { kind: 'project', id: administration.id };
    if ((await effectiveRoles(store, user.id, target)).some(({ name }) => name === 'admin')) return true;
  }
  const admin = await store.identity.findRole('admin');
  if (!admin) return false;
  const projects = await store.identity.projectsOf(user.id);
  const domains = await store.identity.domainsOf(user.id);
  const targets: Target[] = [
    ...projects.map(({ id }): Target => ({ kind: 'project', id })),
    ...domains.map(({ id }): Target => ({ kind: 'domain', id })),
  ];
  for (const target of targets)
    if ((await store.identity.rolesOn(user.id, target)).some(({ id }) => id === admin.id)) return true;
  return false;
}

/** A new account, with the password or one that nobody knows. */
export async function newAccount(
  ports: Pick<ActionPorts, 'ids' | 'passwords' | 'passwordPolicy'>,
  about: { domainId: string; name: string; mail: string; projectId: string | null; password: string | null },
  nowMs: number,
): Promise<User> {
  const { password, projectId, ...rest } = about;
  if (password !== null) asField(() => checkPassword(password, ports.passwordPolicy.minLength));
  return {
    ...rest,
    id: ports.ids.uuid(),
    nick: '',
    description: '',
    enabled: true,
    defaultProjectId: projectId,
    passwordHash: await ports.passwords.hash(password ?? ports.ids.secret()),
    createdAtMs: nowMs,
    passwordChangedAtMs: nowMs,
    graceLoginsUsed: 0,
  };
}

/** Ready to be written: gives an existing user the password from the token. @throws DomainError `invalid` for the field. */
export async function passwordChange(
  ports: ActionPorts,
  ctx: Context,
  user: User,
  password: string,
): Promise<(tx: Store) => Promise<void>> {
  try {
    const checked = await checkReplacement(ports, user, { old: null, new: password });
    return (tx) => replacePassword(tx, ctx, user, checked, null);
  } catch (error) {
    throw isDomainError(error) ? toFieldError('password', error) : error;
  }
}

/** The password that came with a token. @throws DomainError `invalid` for the field. */
export function passwordOf(fields: Plain): string {
  return textOf(fields, 'password');
}

function asField(check: () => void): void {
  try {
    check();
  } catch (error) {
    throw isDomainError(error) ? toFieldError('password', error) : error;
  }
}
