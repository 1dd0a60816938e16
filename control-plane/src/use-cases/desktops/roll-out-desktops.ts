import type { RollOut, RollOutDesktop } from '../../domain/roll-out.ts';
import type { Store } from '../ports/index.ts';

/** Those of the project, without what never became a guest. */
export async function rollOutDesktops(
  store: Store,
  { projectId, imageId }: Pick<RollOut, 'projectId' | 'imageId'>,
): Promise<RollOutDesktop[]> {
  const image = await store.images.get(imageId);
  const sha256 = image?.content?.sha256;
  const inSession = new Set(
    (await store.desktopSessions.list({ projectIds: [projectId], open: true })).map((one) => one.serverId),
  );
  const desktops: RollOutDesktop[] = [];
  for (const { server, holders } of await store.desktops.listHeld({ projectIds: [projectId] })) {
    const guest = await store.guests.get(server.id);
    if (guest === undefined) continue;
    desktops.push({
      id: server.id,
      state: server.state,
      isNew: guest.imageId === imageId && guest.disks[0]?.imageSha256 === sha256,
      isSettled: guest.phase === 'ready',
      isHeld: holders.length > 0,
      isInSession: inSession.has(server.id),
    });
  }
  return desktops;
}
