import { z } from 'zod';
import type { Image } from '../../../domain/image.ts';
import { listOf, prose, text } from '../../fields.ts';
import { toLocalTime } from './time.ts';

const tags = listOf(text(64), 32).nullish();

/** The document asks for owner and group; left out, they are the caller's. */
export const createImageRequest = z.object({
  name: text(128).min(1, 'must not be empty'),
  owner: text(64).nullish(),
  group: text(64).nullish(),
  description: prose(1024).nullish(),
  tags,
});

export const createDiskImageRequest = createImageRequest.extend({ guest: text(100).nullish() });

/** The document gives disk images no body; left out or empty, both are the caller's. */
export const synchronizeRequest = z.object({ owner: text(64).nullish(), group: text(64).nullish() });

export function toOwner({ owner, group }: z.output<typeof synchronizeRequest>) {
  return { owner: owner || null, group: group || null };
}

/** What is left out or empty stays as it is. */
export const modifyImageRequest = z.object({
  name: text(128).nullish(),
  owner: text(64).nullish(),
  group: text(64).nullish(),
  description: prose(1024).nullish(),
  tags,
});

export function toNewImage(request: z.output<typeof createImageRequest>) {
  return {
    name: request.name,
    owner: request.owner || null,
    group: request.group || null,
    description: request.description ?? '',
    tags: request.tags ?? [],
  };
}

export function toImageChange(request: z.output<typeof modifyImageRequest>) {
  const { name, owner, group, description, tags: newTags } = request;
  return {
    name: name ?? null,
    owner: owner ?? null,
    group: group ?? null,
    description: description ?? null,
    tags: newTags ?? null,
  };
}

/** An image that waits for its first upload has size 0. */
export function imageToWire(image: Image) {
  return {
    id: image.id,
    name: image.name,
    owner: image.owner,
    group: image.group,
    description: image.description,
    tags: image.tags,
    created: isComplete(image),
    progress: isComplete(image) ? 100 : image.progress,
    create_time: toLocalTime(image.createdAtMs),
    modify_time: toLocalTime(image.modifiedAtMs),
    size: image.content?.sizeBytes ?? 0,
  };
}

function isComplete({ content, phase }: Image): boolean {
  return content !== null && phase !== 'building';
}
