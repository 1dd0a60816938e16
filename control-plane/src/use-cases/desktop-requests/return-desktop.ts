import { rsError } from '../../domain/rs-errors.ts';
import type { Context } from '../context.ts';
import { followReleases } from '../desktop-servers/follow-releases.ts';
import { releaseDesktop } from '../desktop-servers/release-desktop.ts';
import { followClosedSessions } from '../desktop-sessions/follow-closed-sessions.ts';
import type { Ports } from '../ports/index.ts';
import { type PasswordProof, proveDesktopUser } from './prove-desktop-user.ts';
import { userContext } from './requester-context.ts';

/**
 * A user gives back a desktop of his own: his sessions on it end, with what was opened for them, and what follows is as its
 * project says.
 * @throws DomainError as `proveDesktopUser`; `no_server` for none, `not_requester` for one that is not his.
 */
export async function returnDesktop(
  ports: Pick<
    Ports,
    | 'store'
    | 'keystone'
    | 'passwords'
    | 'passwordPolicy'
    | 'oneTimeCodes'
    | 'operations'
    | 'live'
    | 'ids'
    | 'clock'
    | 'reserves'
  >,
  ctx: Omit<Context, 'actor'>,
  input: PasswordProof & { readonly serverId: string },
): Promise<{ userId: string }> {
  const user = await proveDesktopUser(ports, ctx, { method: 'password', ...input }, 'return-desktop');
  const holder = { kind: 'user', id: user.id } as const;
  const by = userContext(ctx, user);
  await ports.store.transaction(async (tx) => {
    const server = await tx.desktops.getServer(input.serverId);
    if (!server) throw rsError('no_server', { project_name: '' });
    if (!(await releaseDesktop(tx, by, server, holder))) throw rsError('not_requester');
    const subject = { kind: 'server', id: server.id };
    await tx.audit.append(by, { action: 'return-desktop', subject, outcome: 'done', details: { holder } });
  });
  await followClosedSessions(ports);
  await followReleases(ports);
  return { userId: user.id };
}
