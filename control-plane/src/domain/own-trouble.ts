/** What administrators should know of the control plane itself. */
import { nearlyFullShare } from './storage-pool.ts';

export const ownTroubleCodes = ['data_nearly_full', 'certificate_expires'] as const;

export interface OwnTrouble {
  readonly code: (typeof ownTroubleCodes)[number];
  /** One sentence. */
  readonly message: string;
}

const dayMs = 86_400_000;
const warnedDays = 30;

/** Null while there is room. @param folder what lies there, e.g. `/var/lib/cellar`. */
export function troubleOfFolder(
  folder: string,
  { totalBytes, freeBytes }: { readonly totalBytes: number; readonly freeBytes: number },
): OwnTrouble | null {
  if (totalBytes === 0) return null;
  const share = 1 - freeBytes / totalBytes;
  if (share < nearlyFullShare) return null;
  const message = `The file system of ${folder} is ${Math.floor(share * 100)} % full.`;
  return { code: 'data_nearly_full', message };
}

/** Null while it is good for a month. @param name what it is of, as `the listener nano`. */
export function troubleOfCertificate(name: string, expiresAtMs: number, nowMs: number): OwnTrouble | null {
  const days = Math.floor((expiresAtMs - nowMs) / dayMs);
  if (days >= warnedDays) return null;
  const when = expiresAtMs <= nowMs ? 'has expired' : `expires in ${days} days`;
  return { code: 'certificate_expires', message: `The certificate of ${name} ${when}.` };
}
