import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ImageKind } from '../domain/image.ts';

export const extensionOf: Record<ImageKind, '.qcow2' | '.iso'> = { disk: '.qcow2', media: '.iso' };

/** Where the files behind images lie. */
export class ImageFolder {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  /** What is on its way. */
  get incoming(): string {
    return join(this.#root, '.incoming');
  }

  of(kind: ImageKind): string {
    return join(this.#root, `${kind}_images`);
  }

  path(imageId: string, kind: ImageKind, version: number): string {
    return join(this.of(kind), `${imageId}_v${version}${extensionOf[kind]}`);
  }

  /** Makes the folders and removes what an earlier run left on its way. */
  async prepare(): Promise<void> {
    await rm(this.incoming, { recursive: true, force: true });
    for (const path of [this.incoming, this.of('disk'), this.of('media')]) {
      await mkdir(path, { recursive: true, mode: 0o700 });
    }
  }
}

/** The rename lasts over a power cut only when the folder is synced too. */
export async function moveInto(from: string | Buffer, path: string): Promise<void> {
  await rename(from, path);
  const parent = await open(dirname(path), 'r');
  try {
    await parent.sync();
  } finally {
    await parent.close();
  }
}
