import { checkImageName, checkImageNotes } from '../../domain/image-rules.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findOwnImage, type ImageReference, imageSubject, lockedImage } from './image-access.ts';
import { resolveImageOwner } from './image-owner.ts';

/** Null, an empty text and an empty list leave things as they are. */
export interface ModifyImageInput extends ImageReference {
  readonly name: string | null;
  readonly owner: string | null;
  readonly group: string | null;
  readonly description: string | null;
  readonly tags: readonly string[] | null;
}

/**
 * @throws DomainError `not_found`, `forbidden`, `invalid`, `already_exists` (name in its group), `conflict` while it is
 * being uploaded or built.
 */
export async function modifyImage(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: ModifyImageInput,
): Promise<void> {
  const image = await findOwnImage(ports, ctx, input);
  const name = input.name || image.name;
  const description = input.description || image.description;
  const tags = input.tags?.length ? [...new Set(input.tags)] : image.tags;
  checkImageName(image.kind, name);
  checkImageNotes({ description, tags });
  const asked = { owner: input.owner || image.owner, group: input.group || image.group };
  const moved = asked.owner !== image.owner || asked.group !== image.group;
  const owner = moved ? await resolveImageOwner(ports, ctx, asked) : {};
  await ports.store.transaction(async (tx) => {
    const current = await findOwnImage({ store: tx }, ctx, input);
    if (current.phase === 'uploading' || current.phase === 'building') throw lockedImage(current);
    await tx.images.update(image.id, { name, description, tags, ...owner, modifiedAtMs: ctx.nowMs });
    await tx.audit.append(ctx, {
      action: 'modify-image',
      subject: imageSubject(image.id),
      outcome: 'done',
      details: { name, description, tags, ...asked },
    });
  });
}
