import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { changePasswordByProof } from '../users/change-password-by-proof.ts';
import { findLoginDomain, type PasswordProof } from './prove-desktop-user.ts';

/**
 * A user gives himself another password, an expired one as well; all his sessions and tokens end.
 * @throws DomainError `domain_not_found`, or as `changePasswordByProof`; with an external Keystone as that says.
 */
export async function changeDesktopPassword(
  ports: Pick<
    Ports,
    'store' | 'keystone' | 'passwords' | 'passwordPolicy' | 'passwordScript' | 'oneTimeCodes'
  >,
  ctx: Omit<Context, 'actor'>,
  input: PasswordProof & { readonly newPassword: string },
): Promise<void> {
  const { user, domain, password, newPassword, code } = input;
  if (ports.keystone !== null)
    return ports.keystone.changePassword({ user, domain, password, project: null }, newPassword);
  const { id } = await findLoginDomain(ports, domain);
  const reference = { name: user, domain: { id } };
  const change = { user: reference, old: password, new: newPassword, code, via: 'broker' } as const;
  await changePasswordByProof(ports, ctx, change);
}
