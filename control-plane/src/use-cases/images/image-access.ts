/**
 * Who may see and who may change an image. Lists and single images are open to every session, because the dialogs that
 * create guests need them; contents and changes need the right. What a caller may not see does not exist for him.
 */
import { DomainError } from '../../../../proto/src/errors.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Image, ImageKind } from '../../domain/image.ts';
import { may, requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports, Scope } from '../ports/index.ts';

export interface ImageReference {
  readonly kind: ImageKind;
  readonly imageId: string;
}

export function imageSubject(imageId: string): { kind: string; id: string } {
  return { kind: 'image', id: imageId.slice(0, 80) };
}

export function noSuchImage({ kind, imageId }: ImageReference): DomainError {
  return new DomainError('not_found', `invalid ${kind} image '${imageId.slice(0, 80)}'`, {
    reason: 'image_not_found',
    subject: imageSubject(imageId),
  });
}

/** For an image that is being uploaded or built. */
export function lockedImage(image: Image): DomainError {
  const doing = image.phase === 'building' ? 'is being built' : 'is being uploaded';
  return new DomainError('conflict', `${image.kind} image '${image.name}' is locked: it ${doing}`, {
    reason: 'image_locked',
    subject: imageSubject(image.id),
  });
}

/** @throws DomainError `forbidden` with reason `missing_right`. */
export function requireImageRight(actor: Actor, kind: ImageKind): void {
  if (may(actor, 'images.administer')) return;
  requireRight(actor, kind === 'disk' ? 'disk-images.use' : 'media-images.use');
}

/** What searches of images show to the caller. */
export async function imageScope(ports: Pick<Ports, 'store'>, actor: Actor, kind: ImageKind): Promise<Scope> {
  if (may(actor, 'images.administer')) return { all: true };
  const group = actor.group ? await ports.store.users.getGroup(actor.group.id) : undefined;
  const shared = kind === 'disk' ? group?.visibility.diskImages : group?.visibility.mediaImages;
  return { all: false, userId: actor.userId, groupId: group && shared ? group.id : null };
}

/** @throws DomainError `not_found` if unknown, of the other kind, or invisible. */
export async function findVisibleImage(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  reference: ImageReference,
): Promise<Image> {
  const image = await ports.store.images.get(reference.imageId);
  if (image?.kind !== reference.kind) throw noSuchImage(reference);
  const scope = await imageScope(ports, ctx.actor, reference.kind);
  const visible = scope.all || image.ownerId === scope.userId || image.groupId === scope.groupId;
  if (!visible) throw noSuchImage(reference);
  return image;
}

/** @throws DomainError as `findVisibleImage`; `forbidden` without the right or if it is visible but another's. */
export async function findOwnImage(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  reference: ImageReference,
): Promise<Image> {
  requireImageRight(ctx.actor, reference.kind);
  const image = await findVisibleImage(ports, ctx, reference);
  if (image.ownerId === ctx.actor.userId || may(ctx.actor, 'images.administer')) return image;
  throw new DomainError('forbidden', `${image.kind} image '${image.name}' belongs to another user`, {
    reason: 'not_owner',
    subject: imageSubject(image.id),
  });
}
