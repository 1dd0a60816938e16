/** Requests and replies of the verbs on media, images of system disks and the image cache. Sizes are bytes. */
import type { GuestCommand, GuestSpec, Media } from './model.ts';

export interface InsertMediaRequest extends GuestCommand {
  readonly media: Media;
}

export interface BuildImageRequest extends GuestCommand {
  readonly imageId: string;
  /** Where the control plane's cell listener takes the file. */
  readonly url: string;
}

/** What the control plane has received. */
export interface BuiltImage {
  readonly sha256: string;
  readonly sizeBytes: number;
}

export interface ResetSystemRequest {
  readonly operationId: string;
  /** The guest as it is to be afterwards; its first disk names the new image. */
  readonly spec: GuestSpec;
}

export interface CollectImagesRequest {
  /** These stay, whoever uses them. */
  readonly wantedSha256: readonly string[];
  /** Those that were wanted within this time stay too. */
  readonly unusedForMs: number;
  /** Without: the cell's own cache. */
  readonly storage?: string;
}

export interface CollectImagesReply {
  readonly removedSha256: readonly string[];
}
