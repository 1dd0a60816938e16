import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { diskSpace } from '../../../proto/src/doctor/disk-space.ts';
import type { Check } from './context.ts';

const gibibyte = 2 ** 30;

export const checkDiskSpace: Check = async ({ settings, folder }) => {
  const images = settings.images.path ?? join(folder.path, 'images');
  const wanted = [
    { path: folder.path, lowBytes: 2 * gibibyte, remedy: 'Make space: without it nothing can be changed.' },
    { path: images, lowBytes: 10 * gibibyte, remedy: 'Make space, or set images.path.' },
  ];
  const there = [];
  for (const one of wanted) if ((await stat(one.path).catch(() => null)) !== null) there.push(one);
  return Promise.all(there.map(({ path, lowBytes, remedy }) => diskSpace(path, lowBytes, remedy)));
};
