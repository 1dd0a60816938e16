import type { DomainError } from '../../../../proto/src/errors.ts';
import { may } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { operationFailure } from '../guests/guest-operation.ts';
import type { Ports } from '../ports/index.ts';
import type { BuildImageInput } from './build-image-operation.ts';

/** Builds are few: further back nobody waits for them. */
const lookedAt = 200;

/** Why an image that was to be built is not there, for who asked for it; undefined for any other image. */
export async function failedBuild(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  imageId: string,
): Promise<DomainError | undefined> {
  const everyones = may(ctx.actor, 'images.administer');
  const filter = { kind: 'build-image', ...(everyones ? {} : { actorId: ctx.actor.userId }) };
  const builds = await ports.store.operations.list(filter, { limit: lookedAt, offset: 0 });
  const build = builds.find(({ input }) => (input as BuildImageInput).imageId === imageId);
  return build?.state === 'failed' || build?.state === 'cancelled' ? operationFailure(build) : undefined;
}
