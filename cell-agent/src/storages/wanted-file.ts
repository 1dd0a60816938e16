/** Which storages the cell is to have, for starts without a control plane: guests that start with the host need them. */
import { open, readFile, rename } from 'node:fs/promises';
import { z } from 'zod';
import { type StorageSource, storageTypes } from '../../../proto/src/model-storages.ts';

const wantedFile = z.object({
  storages: z.array(
    z.object({
      name: z.string(),
      id: z.string(),
      type: z.enum(storageTypes),
      host: z.string(),
      target: z.string(),
    }),
  ),
});

/** None if there is no such file, or if it is damaged: the control plane will say again. */
export async function readWanted(path: string): Promise<readonly StorageSource[]> {
  try {
    return wantedFile.parse(JSON.parse(await readFile(path, 'utf8'))).storages;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return [];
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

export async function writeWanted(path: string, storages: readonly StorageSource[]): Promise<void> {
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile(JSON.stringify({ storages }));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}
