import { decodeImage } from '../convert-events.ts';
import type { CachedImage, PullImageRequest } from '../model.ts';
import { cellar } from '../runtime.ts';
import { codec, empty, longReply, method } from './method.ts';

const v1 = cellar.cell.v1;

/** The cell's image cache. */
export const imageMethods = {
  pullImage: method(
    'PullImage',
    codec(
      v1.PullImageRequest,
      (value: PullImageRequest) => value,
      (message): PullImageRequest => ({
        operationId: message.operationId ?? '',
        imageId: message.imageId ?? '',
        sha256: message.sha256 ?? '',
        sizeBytes: message.sizeBytes ?? 0,
        format: message.format === 'iso' ? 'iso' : 'qcow2',
        url: message.url ?? '',
        storage: message.storage ?? '',
      }),
    ),
    longReply<CachedImage, cellar.cell.v1.IPullImageReply>(
      v1.PullImageReply,
      (image) => ({ image }),
      (message) => (message.image ? decodeImage(message.image) : undefined),
      (progress) => ({ progress }),
    ),
    'stream',
  ),
  removeImage: method(
    'RemoveImage',
    codec(
      v1.RemoveImageRequest,
      (value: { operationId: string; sha256: string; storage?: string }) => value,
      (message): { operationId: string; sha256: string; storage?: string } => ({
        operationId: message.operationId ?? '',
        sha256: message.sha256 ?? '',
        storage: message.storage ?? '',
      }),
    ),
    empty,
  ),
};
