import type { Image, ImageKind, ImagePhase } from '../../domain/image.ts';
import { checkImageName, checkImageNotes } from '../../domain/image-rules.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { imageSubject, requireImageRight } from './image-access.ts';
import { resolveImageOwner } from './image-owner.ts';

export interface CreateImageInput {
  readonly kind: ImageKind;
  readonly name: string;
  /** Null: the caller. */
  readonly owner: string | null;
  /** Null: the caller's. */
  readonly group: string | null;
  readonly description: string;
  readonly tags: readonly string[];
}

/**
 * Makes an image that waits for its upload.
 * @throws DomainError `invalid`, `forbidden`, `not_found` (owner or group), `already_exists` (name in its group).
 */
export async function createImage(
  ports: Pick<Ports, 'store' | 'ids'>,
  ctx: Context,
  input: CreateImageInput,
): Promise<{ id: string }> {
  const image = await newImage(ports, ctx, input, 'empty');
  await ports.store.transaction(async (tx) => {
    await tx.images.insert(image);
    await tx.audit.append(ctx, {
      action: 'create-image',
      subject: imageSubject(image.id),
      outcome: 'done',
      details: { kind: image.kind, name: image.name, owner: image.owner, group: image.group },
    });
  });
  return { id: image.id };
}

/** What the caller may create, not yet stored. @throws DomainError as `createImage`, but for the name that is taken. */
export async function newImage(
  ports: Pick<Ports, 'store' | 'ids'>,
  ctx: Context,
  input: CreateImageInput,
  phase: ImagePhase,
): Promise<Image> {
  requireImageRight(ctx.actor, input.kind);
  checkImageName(input.kind, input.name);
  checkImageNotes(input);
  const owner = await resolveImageOwner(ports, ctx, input);
  return {
    id: ports.ids.uuid(),
    kind: input.kind,
    name: input.name,
    ...owner,
    description: input.description,
    tags: [...new Set(input.tags)],
    phase,
    progress: 0,
    content: null,
    createdAtMs: ctx.nowMs,
    modifiedAtMs: ctx.nowMs,
  };
}
