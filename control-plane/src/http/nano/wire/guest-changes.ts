import { z } from 'zod';
import { digits, flag, requiredText, text, wholeNumber } from '../../fields.ts';

const immediate = flag()
  .nullish()
  .transform((value) => value ?? false);

export const renameGuestRequest = z.object({ name: requiredText(200) });

export const setAutoStartRequest = z.object({ enable: flag() });

export const setCoresRequest = z.object({ cores: wholeNumber(1), immediate });

export const setMemoryRequest = z.object({ memory: wholeNumber(1), immediate });

export const resizeDiskRequest = z.object({ size: wholeNumber(1), immediate });

/** `immediate` is of no use here: a running guest's disk is never shrunk. */
export const shrinkDiskRequest = z.object({ immediate });

export const setGuestPasswordRequest = z.object({
  user: text(200)
    .nullish()
    .transform((user) => user ?? ''),
  password: text(200)
    .nullish()
    .transform((password) => password ?? ''),
});

/** The index of a disk in a path. */
export const diskPath = z.object({ disk: digits(0, 1_000) });
