import { isAdministrator } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

export type ApiTokenView = Awaited<ReturnType<Ports['store']['apiTokens']['list']>>[number];

/** The caller's own, or everybody's for an administrator who asks for them. */
export async function listApiTokens(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  { all }: { all: boolean },
): Promise<ApiTokenView[]> {
  return ports.store.apiTokens.list(all && isAdministrator(ctx.actor) ? {} : { userId: ctx.actor.userId });
}
