import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Disks and volumes that were being made or compacted, images that were being built, folders of seeds (mkdtemp's six characters). */
const unfinished =
  /\.((\d+|volume)\.qcow2\.part|volume\.qcow2\.received|\d+\.qcow2\.export\.qcow2|seed\.\w{6})$/;

/**
 * Removes what an agent that was killed left behind: no tool goes on without its agent.
 * @param guestIds only of these guests; a folder that is not there has none.
 */
export async function removeUnfinished(storagePath: string, guestIds?: readonly string[]): Promise<void> {
  const isMeant = (name: string) =>
    guestIds === undefined || guestIds.some((id) => name.startsWith(`${id}.`));
  const present = await readdir(storagePath).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const names = present.filter((name) => unfinished.test(name) && isMeant(name));
  await Promise.all(names.map((name) => rm(join(storagePath, name), { force: true, recursive: true })));
}
