/** Looks at the files and folders that the control plane itself lives on. */
import { X509Certificate } from 'node:crypto';
import { readFile, statfs } from 'node:fs/promises';
import { type OwnTrouble, troubleOfCertificate, troubleOfFolder } from '../domain/own-trouble.ts';

export interface OwnParts {
  readonly folders: readonly string[];
  /** Paths of certificates (PEM), by what they are of. */
  readonly certificates: Readonly<Record<string, string>>;
}

/** What is wrong with them; what can not be read now is left out. */
export async function ownTroubles(
  { folders, certificates }: OwnParts,
  nowMs: number,
): Promise<readonly OwnTrouble[]> {
  const ofFolders = folders.map(async (folder) => {
    const { blocks, bavail, bsize } = await statfs(folder);
    return troubleOfFolder(folder, { totalBytes: blocks * bsize, freeBytes: bavail * bsize });
  });
  const ofCertificates = Object.entries(certificates).map(async ([name, path]) => {
    const { validTo } = new X509Certificate(await readFile(path));
    return troubleOfCertificate(name, Date.parse(validTo), nowMs);
  });
  const looks = await Promise.allSettled([...ofFolders, ...ofCertificates]);
  return looks.flatMap((look) => (look.status === 'fulfilled' && look.value !== null ? [look.value] : []));
}
