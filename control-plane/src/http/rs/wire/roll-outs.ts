import { z } from 'zod';
import type { RollOut } from '../../../domain/roll-out.ts';
import type { RollOutView } from '../../../use-cases/desktops/get-roll-out.ts';
import { count, time, toTime, truth } from './fields.ts';
import { id } from './ids.ts';

export const publishImageRequest = z.object({
  image_id: id(),
  batch: count(1, 100).nullish(),
  force_at: time().nullish(),
});

export const abortRollOutRequest = z.object({ restore: truth().nullish() });

export function rollOutToWire(rollOut: RollOut) {
  const orNull = (atMs: number | null) => (atMs === null ? null : toTime(atMs));
  return {
    id: rollOut.id,
    image_id: rollOut.imageId,
    previous_image_id: rollOut.previousImageId,
    state: rollOut.state,
    batch: rollOut.batch,
    force_at: orNull(rollOut.forceAtMs),
    message: rollOut.message,
    created_at: toTime(rollOut.createdAtMs),
    finished_at: orNull(rollOut.finishedAtMs),
  };
}

export function rollOutViewToWire(view: RollOutView) {
  const { total, done, working, waiting, errors, failures } = view;
  return { ...rollOutToWire(view), total, done, working, waiting, errors, failures };
}
