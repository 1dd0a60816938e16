import type { Ports } from '../ports/index.ts';

/** What a cell was asked for within this time may be about to be used. */
const unusedForMs = 10 * 60_000;

/**
 * Has each cell remove the images from its cache that are no image's content any more and that no guest stands on.
 * What a cell can not do now it does the next time.
 */
export async function collectCachedImages(
  ports: Pick<Ports, 'store' | 'cells' | 'live'>,
  options: { readonly signal?: AbortSignal } = {},
): Promise<void> {
  const cells = await ports.store.cells.list();
  const wantedSha256 = await ports.store.images.wantedHashes();
  for (const { id } of cells) {
    if (options.signal?.aborted) return;
    if (!ports.live.cell(id)?.alive) continue;
    await ports.cells
      .collectImages(id, { wantedSha256, unusedForMs }, { timeoutMs: 30_000, ...options })
      .catch(() => undefined);
  }
}
