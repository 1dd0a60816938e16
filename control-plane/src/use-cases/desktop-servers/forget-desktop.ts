import type { Store } from '../ports/index.ts';

/**
 * With its guest goes the desktop: who has it, and the sessions on it. Of a guest that is none nothing changes.
 * @returns its project; null: it was none.
 */
export async function forgetDesktop(tx: Store, guestId: string, nowMs: number): Promise<string | null> {
  const server = await tx.desktops.getServer(guestId);
  await tx.desktopSessions.closeAll({ serverId: guestId }, nowMs);
  await tx.desktops.removeServer(guestId);
  return server?.projectId ?? null;
}
