/** Names in the image cache: a complete image is `<sha256>.<format>`, one on its way `<sha256>.part`. */
import { join } from 'node:path';
import type { PullImageRequest } from '../../../proto/src/model.ts';

export type ImageFormat = PullImageRequest['format'];
export const imageFormats: readonly ImageFormat[] = ['qcow2', 'iso'];

export function imagePath(folder: string, sha256: string, format: ImageFormat): string {
  return join(folder, `${sha256}.${format}`);
}

/** @param sharer the cell, where several have the folder: each writes a file of its own. */
export function partPath(folder: string, sha256: string, sharer: string | undefined): string {
  return join(folder, sharer === undefined ? `${sha256}.part` : `${sha256}.${sharer}.part`);
}

export function leasePath(folder: string, sha256: string): string {
  return join(folder, `${sha256}.lease`);
}

/** Undefined for anything that is not a complete image. */
export function parseImageName(name: string): { sha256: string; format: ImageFormat } | undefined {
  const [, sha256, format] = /^([0-9a-f]{64})\.(qcow2|iso)$/.exec(name) ?? [];
  if (sha256 === undefined) return undefined;
  return { sha256, format: format === 'iso' ? 'iso' : 'qcow2' };
}
