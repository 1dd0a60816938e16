import { DomainError } from '../../../../proto/src/errors.ts';
import type { ImageKind } from '../../domain/image.ts';
import { may } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { isInScope } from '../guests/guest-access.ts';
import type { Ports, Scope } from '../ports/index.ts';

export interface ReadyImage {
  readonly id: string;
  readonly name: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly virtualSizeBytes: number;
  readonly format: 'qcow2' | 'iso';
}

/** An image that the caller may see and that a guest can be made from now. @throws DomainError `not_found`, `conflict` (`image_not_ready`). */
export async function findReadyImage(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  kind: ImageKind,
  imageId: string,
): Promise<ReadyImage> {
  const image = await ports.store.images.get(imageId);
  const subject = { kind: 'image', id: imageId.slice(0, 80) };
  if (!image || image.kind !== kind || !isInScope(await imageScope(ports, ctx, kind), image)) {
    throw new DomainError('not_found', `invalid ${kind} image '${imageId.slice(0, 80)}'`, {
      reason: 'image_not_found',
      subject,
    });
  }
  if (image.phase !== 'ready' || !image.content) {
    throw new DomainError('conflict', `${kind} image '${image.name}' is not ready: it is ${image.phase}`, {
      reason: 'image_not_ready',
      subject,
    });
  }
  const { sha256, sizeBytes, virtualSizeBytes, format } = image.content;
  return { id: image.id, name: image.name, sha256, sizeBytes, virtualSizeBytes, format };
}

/** What searches of images show to the caller: his own, and his group's where it is visible. Every session may read. */
export async function imageScope(ports: Pick<Ports, 'store'>, ctx: Context, kind: ImageKind): Promise<Scope> {
  if (may(ctx.actor, 'images.administer')) return { all: true };
  const group = ctx.actor.group ? await ports.store.users.getGroup(ctx.actor.group.id) : undefined;
  const visible = kind === 'disk' ? group?.visibility.diskImages : group?.visibility.mediaImages;
  return { all: false, userId: ctx.actor.userId, groupId: group && visible ? group.id : null };
}
