import type { Ports } from '../ports/index.ts';

/** What a cell was asked for within this time may be about to be used. */
const unusedForMs = 10 * 60_000;

/**
 * Has each cell remove the images from its cache that are no image's content any more and that no guest stands on, and
 * for each shared storage one cell those on it. What a cell can not do now it does the next time.
 */
export async function collectCachedImages(
  ports: Pick<Ports, 'store' | 'cells' | 'live'>,
  options: { readonly signal?: AbortSignal } = {},
): Promise<void> {
  const cells = await ports.store.cells.list();
  const wantedSha256 = await ports.store.images.wantedHashes();
  const collected = new Set<string>();
  const collect = (cellId: string, storage: string) =>
    ports.cells
      .collectImages(
        cellId,
        { wantedSha256, unusedForMs, ...(storage !== '' && { storage }) },
        { timeoutMs: 30_000, ...options },
      )
      .then(
        () => true,
        () => false,
      );
  for (const { id } of cells) {
    if (options.signal?.aborted) return;
    const live = ports.live.cell(id);
    if (!live?.alive) continue;
    await collect(id, '');
    for (const { name, attached } of live.storages ?? []) {
      if (attached && !collected.has(name) && (await collect(id, name))) collected.add(name);
    }
  }
}
