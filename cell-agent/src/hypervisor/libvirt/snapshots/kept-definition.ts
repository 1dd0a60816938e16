/**
 * A revert brings back the guest's definition too, which shall stay as it is now: it is put aside in a file while that
 * goes on, so that an agent that was killed in between finds it again. Only root reads it, as it has secrets.
 */
import { readFile, rename, rm, writeFile } from 'node:fs/promises';

interface KeptDefinition {
  readonly operationId: string;
  readonly xml: string;
}

/** The definition that the operation began with: the kept one, else the present one, which is kept from now on. */
export async function keepDefinition(
  path: string,
  operationId: string,
  readPresent: () => Promise<string>,
): Promise<string> {
  const kept = await readKept(path);
  if (kept?.operationId === operationId) return kept.xml;
  const xml = await readPresent();
  const fresh: KeptDefinition = { operationId, xml };
  await writeFile(`${path}.part`, JSON.stringify(fresh), { mode: 0o600, flush: true });
  await rename(`${path}.part`, path);
  return xml;
}

export async function forgetDefinition(path: string): Promise<void> {
  await rm(path, { force: true });
}

async function readKept(path: string): Promise<KeptDefinition | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as KeptDefinition;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
