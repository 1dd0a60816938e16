import { createReadStream, type Stats } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import type { Next } from 'hono';
import { getMimeType } from 'hono/utils/mime';
import type { Request } from '../environment.ts';
import { isUnchanged } from './conditional.ts';
import { relativePathOf } from './relative-path.ts';

interface FoundFile {
  readonly path: string;
  readonly stats: Stats;
}

/** Files of one folder, read on every request, so that an administrator may replace them while the program runs. */
export class StaticFolder {
  readonly #root: string;

  constructor(root: string) {
    this.#root = resolve(root);
  }

  /**
   * Answers GET and HEAD with the file of this percent-encoded path; what is no file inside the folder is left to `next`.
   * The file may be kept, but is asked for again each time: 304 as long as it is the same.
   */
  async answer(c: Request, encodedPath: string, next: Next): Promise<Response | undefined> {
    const file = await this.#find(encodedPath);
    if (file === null) {
      await next();
      return undefined;
    }
    const { size, mtimeMs } = file.stats;
    const etag = `"${size.toString(36)}-${Math.trunc(mtimeMs * 1000).toString(36)}"`;
    const headers = {
      ETag: etag,
      'Last-Modified': new Date(mtimeMs).toUTCString(),
      'Cache-Control': 'no-cache',
    };
    if (isUnchanged(c.req.raw.headers, etag, mtimeMs)) return c.body(null, 304, headers);
    const described = {
      ...headers,
      'Content-Type': getMimeType(file.path) ?? 'application/octet-stream',
      'Content-Length': String(size),
    };
    return c.req.method === 'HEAD' ? c.body(null, 200, described) : c.body(contentOf(file), 200, described);
  }

  /** A link that leads out of the folder is no file of it. */
  async #find(encodedPath: string): Promise<FoundFile | null> {
    const relative = relativePathOf(encodedPath);
    if (relative === null) return null;
    try {
      const root = await realpath(this.#root);
      const path = await realpath(join(root, relative));
      if (!path.startsWith(root + sep)) return null;
      const stats = await stat(path);
      return stats.isFile() ? { path, stats } : null;
    } catch {
      return null;
    }
  }
}

/** Exactly as many bytes as announced, even when the file grows meanwhile. */
function contentOf({ path, stats }: FoundFile): ReadableStream {
  if (stats.size === 0) return new Blob([]).stream();
  return Readable.toWeb(createReadStream(path, { end: stats.size - 1 })) as ReadableStream;
}
