import { z } from 'zod';
import type { Visibility } from '../../../domain/user.ts';
import { flag } from '../../fields.ts';

/** The portal sends only what is true. */
export const visibilityRequest = z.object({
  instance_visible: flag().default(false),
  media_image_visible: flag().default(false),
  disk_image_visible: flag().default(false),
});

export function toVisibility(request: z.output<typeof visibilityRequest>): Visibility {
  const { instance_visible, media_image_visible, disk_image_visible } = request;
  return {
    instances: instance_visible,
    mediaImages: media_image_visible,
    diskImages: disk_image_visible,
  };
}

export function visibilityToWire({ instances, mediaImages, diskImages }: Visibility) {
  return {
    instance_visible: instances,
    media_image_visible: mediaImages,
    disk_image_visible: diskImages,
  };
}
