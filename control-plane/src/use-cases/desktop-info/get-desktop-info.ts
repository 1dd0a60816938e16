import { defaultDomainId } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import type { DesktopSettings, Ports } from '../ports/index.ts';

export interface DesktopInfo {
  readonly licence: DesktopSettings['licence'];
  /** When this installation was first used; 0 before. */
  readonly createdAtMs: number;
  readonly expired: boolean;
}

/** Everybody with a credential may know. */
export async function getDesktopInfo(
  ports: Pick<Ports, 'store' | 'desktops'>,
  ctx: Context,
): Promise<DesktopInfo> {
  const domain = await ports.store.identity.getDomain(defaultDomainId);
  const { licence } = ports.desktops;
  return { licence, createdAtMs: domain?.createdAtMs ?? 0, expired: licence.expiresAtMs <= ctx.nowMs };
}
