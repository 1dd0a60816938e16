export type ImageKind = 'disk' | 'media';

/** `empty`: waits for its upload; `uploading` and `building` lock it; `ready`: usable. */
export type ImagePhase = 'empty' | 'uploading' | 'building' | 'ready';

export interface Image {
  readonly id: string;
  readonly kind: ImageKind;
  readonly name: string;
  readonly ownerId: string;
  readonly owner: string;
  readonly groupId: string;
  readonly group: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly phase: ImagePhase;
  /** 0 to 100 while building. */
  readonly progress: number;
  /** Null until ready. */
  readonly content: ImageContent | null;
  readonly createdAtMs: number;
  readonly modifiedAtMs: number;
}

export interface ImageContent {
  /** Counts re-uploads; part of the file's name. */
  readonly version: number;
  readonly format: 'qcow2' | 'iso';
  /** Size of the file. */
  readonly sizeBytes: number;
  /** Size of the disk that a guest sees; for an ISO the file's size. */
  readonly virtualSizeBytes: number;
  readonly sha256: string;
  readonly sha1: string;
}
