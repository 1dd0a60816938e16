import type { Store } from '../ports/index.ts';

/** With its guest goes the desktop: who has it, and the sessions on it. Of a guest that is none nothing changes. */
export async function forgetDesktop(tx: Store, guestId: string, nowMs: number): Promise<void> {
  await tx.desktopSessions.closeAll({ serverId: guestId }, nowMs);
  await tx.desktops.removeServer(guestId);
}
