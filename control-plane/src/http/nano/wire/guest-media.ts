import { z } from 'zod';
import { text } from '../../fields.ts';

/** Its `type` knows one value, a media image, and is not looked at. */
export const insertMediaRequest = z.object({ source: text(100).min(1, 'must be the id of a media image') });

export const resetSystemRequest = z.object({
  from_image: text(100).min(1, 'must be the id of a disk image'),
});
