import { DomainError } from '../../../../proto/src/errors.ts';
import type { Image, ImageContent, ImageKind } from '../../domain/image.ts';
import { imageNameOfFile } from '../../domain/image-rules.ts';
import { may } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { FoundImageFile, Ports } from '../ports/index.ts';
import { imageSubject, requireImageRight } from './image-access.ts';
import { type ImageOwner, resolveImageOwner } from './image-owner.ts';

export interface SynchronizeImagesInput {
  readonly kind: ImageKind;
  /** Of the images that are found. Null: the caller. */
  readonly owner: string | null;
  /** Null: the caller's. */
  readonly group: string | null;
}

export interface SynchronizedImages {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Names of files that are no usable images; they stay where they are. */
  readonly refused: readonly string[];
}

type SynchronizePorts = Pick<Ports, 'store' | 'imageFiles' | 'ids' | 'clock'>;

/**
 * Makes images of the files that an administrator put into the images folder, and removes the caller's images whose
 * file is gone. One that waits for its upload, or is at it, has no file yet and stays. It may run twice at once: a file
 * becomes one image.
 * @throws DomainError `forbidden`, `not_found` for an unknown owner or group.
 */
export async function synchronizeImages(
  ports: SynchronizePorts,
  ctx: Context,
  input: SynchronizeImagesInput,
): Promise<SynchronizedImages> {
  requireImageRight(ctx.actor, input.kind);
  const owner = await resolveImageOwner(ports, ctx, input);
  const images = await ports.store.images.list({ kind: input.kind, scope: { all: true } });
  const known = new Set(images.map((image) => image.id));
  const removed: string[] = [];
  for (const image of images) if (await removeLost(ports, ctx, image)) removed.push(image.id);
  const added: string[] = [];
  const refused: string[] = [];
  for (const file of await ports.imageFiles.find(input.kind, ports.clock.nowMs())) {
    // Known since before the search: one that is uploaded or deleted meanwhile is not mistaken for a stranger.
    if (file.imageId !== null && known.has(file.imageId)) continue;
    const content = await readUsable(file);
    if (content === 'refused') refused.push(file.name);
    else if (content !== null) added.push(...(await add(ports, ctx, { ...input, owner, file, content })));
  }
  return { added, removed, refused };
}

/** What is no image stays a file: it is somebody's, and he can be told. */
async function readUsable(file: FoundImageFile): Promise<ImageContent | null | 'refused'> {
  try {
    return await file.read();
  } catch (error) {
    if (error instanceof DomainError && error.reason === 'bad_format') return 'refused';
    throw error;
  }
}

interface FoundImage {
  readonly kind: ImageKind;
  readonly owner: ImageOwner;
  readonly file: FoundImageFile;
  readonly content: ImageContent;
}

/** The file gets its new name while the image is written down: both or neither, but for a crash between the two. */
async function add(ports: SynchronizePorts, ctx: Context, found: FoundImage): Promise<string[]> {
  const nowMs = ports.clock.nowMs();
  const id = ports.ids.uuid();
  return await ports.store
    .transaction(async (tx) => {
      if (found.file.imageId !== null && (await tx.images.get(found.file.imageId))) return [];
      const same = await tx.images.list({ kind: found.kind, scope: { all: true } });
      const taken = new Set(same.filter((one) => one.groupId === found.owner.groupId).map((one) => one.name));
      const image: Image = {
        id,
        kind: found.kind,
        name: imageNameOfFile(found.kind, found.file.name, nowMs, taken),
        ...found.owner,
        description: '',
        tags: [],
        phase: 'ready',
        progress: 100,
        content: found.content,
        createdAtMs: nowMs,
        modifiedAtMs: nowMs,
      };
      await tx.images.insert(image);
      await tx.audit.append(ctx, {
        action: 'adopt-image',
        subject: imageSubject(id),
        outcome: 'done',
        details: { kind: image.kind, name: image.name, file: found.file.name, sha256: found.content.sha256 },
      });
      if (await found.file.become(id)) return [id];
      throw new FileGone();
    })
    .catch((error: unknown) => {
      if (error instanceof FileGone) return [];
      throw error;
    });
}

/** Undoes the transaction of an image whose file is gone. */
class FileGone extends Error {}

async function removeLost(ports: SynchronizePorts, ctx: Context, image: Image): Promise<boolean> {
  if (!(await isLost(ports, image))) return false;
  if (image.ownerId !== ctx.actor.userId && !may(ctx.actor, 'images.administer')) return false;
  return await ports.store.transaction(async (tx) => {
    const current = await tx.images.get(image.id);
    if (!current || !(await isLost(ports, current))) return false;
    await tx.images.remove(image.id);
    await tx.audit.append(ctx, {
      action: 'delete-image',
      subject: imageSubject(image.id),
      outcome: 'done',
      details: { kind: image.kind, name: image.name, reason: 'file_missing' },
    });
    return true;
  });
}

async function isLost(
  { imageFiles }: Pick<Ports, 'imageFiles'>,
  { id, kind, phase, content }: Image,
): Promise<boolean> {
  return phase === 'ready' && content !== null && !(await imageFiles.exists(id, kind, content.version));
}
