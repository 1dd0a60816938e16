/** For simulated cells that share a process: one download for all of them, and a link into each one's own cache. */
import { copyFile, link, rename, rm } from 'node:fs/promises';
import { DomainError } from '../../../proto/src/errors.ts';
import type { ImageCache } from '../use-cases/ports.ts';
import type { FetchImage } from './cache.ts';

export function fromSharedCache(shared: ImageCache): FetchImage {
  return async ({ request, path, part }, options) => {
    await shared.pull(request, options);
    const held = await shared.hold(request.sha256);
    if (held === undefined)
      throw new DomainError('internal', `the image ${request.sha256} left the shared cache`);
    try {
      await rm(path, { force: true });
      await link(held.path, path).catch(async () => {
        // Another file system.
        await copyFile(held.path, part);
        await rename(part, path);
      });
    } finally {
      held[Symbol.dispose]();
    }
  };
}
