import { decodeGuest, decodeGuestSpec, decodeMedia, encodeGuest, encodeGuestSpec } from '../convert.ts';
import type { CellGuest, GuestCommand } from '../model.ts';
import type {
  BuildImageRequest,
  BuiltImage,
  CollectImagesReply,
  CollectImagesRequest,
  InsertMediaRequest,
  ResetSystemRequest,
} from '../model-media.ts';
import { cellar } from '../runtime.ts';
import { codec, decodeGuestCommand, guest, longReply, method } from './method.ts';

const v1 = cellar.cell.v1;

/** Media in a drive, the system disk as an image and from an image, the care for the image cache. */
export const mediaMethods = {
  insertMedia: method(
    'InsertMedia',
    codec(
      v1.InsertMediaRequest,
      (value: InsertMediaRequest) => value,
      (message): InsertMediaRequest => ({
        ...decodeGuestCommand(message),
        media: decodeMedia(message.media) ?? { imageId: '', imageSha256: '' },
      }),
    ),
    guest,
  ),
  ejectMedia: method(
    'EjectMedia',
    codec(v1.EjectMediaRequest, (value: GuestCommand) => value, decodeGuestCommand),
    guest,
  ),
  buildImage: method(
    'BuildImage',
    codec(
      v1.BuildImageRequest,
      (value: BuildImageRequest) => value,
      (message): BuildImageRequest => ({
        ...decodeGuestCommand(message),
        imageId: message.imageId ?? '',
        url: message.url ?? '',
      }),
    ),
    longReply<BuiltImage, cellar.cell.v1.IBuildImageReply>(
      v1.BuildImageReply,
      (image) => ({ image }),
      ({ image }) => (image ? { sha256: image.sha256 ?? '', sizeBytes: image.sizeBytes ?? 0 } : undefined),
      (progress) => ({ progress }),
    ),
    'stream',
  ),
  resetSystem: method(
    'ResetSystem',
    codec(
      v1.ResetSystemRequest,
      (value: ResetSystemRequest) => ({ ...value, spec: encodeGuestSpec(value.spec) }),
      (message): ResetSystemRequest => ({
        operationId: message.operationId ?? '',
        spec: decodeGuestSpec(message.spec),
      }),
    ),
    longReply<CellGuest, cellar.cell.v1.IResetSystemReply>(
      v1.ResetSystemReply,
      (value) => ({ guest: encodeGuest(value) }),
      (message) => (message.guest ? decodeGuest(message.guest) : undefined),
      (progress) => ({ progress }),
    ),
    'stream',
  ),
  collectImages: method(
    'CollectImages',
    codec(
      v1.CollectImagesRequest,
      ({ wantedSha256, ...request }: CollectImagesRequest) => ({
        ...request,
        wantedSha256: [...wantedSha256],
      }),
      (message): CollectImagesRequest => ({
        wantedSha256: message.wantedSha256 ?? [],
        unusedForMs: message.unusedForMs ?? 0,
        storage: message.storage ?? '',
      }),
    ),
    codec(
      v1.CollectImagesReply,
      ({ removedSha256 }: CollectImagesReply) => ({ removedSha256: [...removedSha256] }),
      (message): CollectImagesReply => ({ removedSha256: message.removedSha256 ?? [] }),
    ),
  ),
};
