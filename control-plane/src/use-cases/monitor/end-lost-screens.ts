import type { Ports } from '../ports/index.ts';
import type { ConnectedChannel } from './connect-monitor-channel.ts';

/** Ends the open screens of users who were deleted or disabled. */
export async function endLostScreens(
  ports: Pick<Ports, 'store'>,
  screens: ReadonlySet<ConnectedChannel>,
): Promise<void> {
  for (const [userId, own] of Map.groupBy(screens, (screen) => screen.userId)) {
    if ((await ports.store.users.get(userId))?.enabled) continue;
    for (const { stream } of own) stream.destroy();
  }
}
