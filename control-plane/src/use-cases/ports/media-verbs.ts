import type { CellGuest } from '../../../../proto/src/model.ts';
import type {
  BuildImageRequest,
  BuiltImage,
  CollectImagesReply,
  CollectImagesRequest,
  InsertMediaRequest,
  ResetSystemRequest,
} from '../../../../proto/src/model-media.ts';
import type { CallOptions } from './cell-gateway.ts';

/** Media in drives, system disks to images and from images, the care for the cell's image cache. */
export interface MediaVerbs {
  insertMedia(cellId: string, request: InsertMediaRequest, options: CallOptions): Promise<CellGuest>;
  ejectMedia(
    cellId: string,
    request: { operationId: string; guestId: string },
    options: CallOptions,
  ): Promise<CellGuest>;
  /** Returns when the control plane's cell listener has the file. */
  buildImage(
    cellId: string,
    request: Omit<BuildImageRequest, 'url'>,
    options: CallOptions,
  ): Promise<BuiltImage>;
  resetSystem(cellId: string, request: ResetSystemRequest, options: CallOptions): Promise<CellGuest>;
  collectImages(
    cellId: string,
    request: CollectImagesRequest,
    options: CallOptions,
  ): Promise<CollectImagesReply>;
}
