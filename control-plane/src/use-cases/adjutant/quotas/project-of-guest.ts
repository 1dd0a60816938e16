import type { Store } from '../../ports/index.ts';

/** Whose quota a guest counts against: its project's, or that of its Nano group; null: nobody's. */
export async function projectOfGuest(
  tx: Pick<Store, 'users'>,
  guest: { readonly projectId: string | null; readonly groupId: string },
): Promise<string | null> {
  return guest.projectId ?? (await tx.users.getGroup(guest.groupId))?.projectId ?? null;
}
