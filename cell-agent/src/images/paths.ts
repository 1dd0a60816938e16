/** Names in the image cache: a complete image is `<sha256>.<format>`, one on its way `<sha256>.part`. */
import { join } from 'node:path';
import type { PullImageRequest } from '../../../proto/src/model.ts';

export type ImageFormat = PullImageRequest['format'];
export const imageFormats: readonly ImageFormat[] = ['qcow2', 'iso'];

export function imagePath(folder: string, sha256: string, format: ImageFormat): string {
  return join(folder, `${sha256}.${format}`);
}

export function partPath(folder: string, sha256: string): string {
  return join(folder, `${sha256}.part`);
}

/** Undefined for anything that is not a complete image. */
export function parseImageName(name: string): { sha256: string; format: ImageFormat } | undefined {
  const [, sha256, format] = /^([0-9a-f]{64})\.(qcow2|iso)$/.exec(name) ?? [];
  if (sha256 === undefined) return undefined;
  return { sha256, format: format === 'iso' ? 'iso' : 'qcow2' };
}
