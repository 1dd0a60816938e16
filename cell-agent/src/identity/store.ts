/** The cell's identity on disk: one file, replaced whole, readable by its owner only. */
import { X509Certificate } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { cellIdOf } from '../../../proto/src/certificate-names.ts';
import { DomainError } from '../../../proto/src/errors.ts';

const identityFile = z.object({
  /** As the control plane knows the cell. */
  name: z.string(),
  /** `host:port` that the control plane was told. */
  advertise: z.string(),
  /** Whether it was found, not configured, when the cell joined: then it follows the host's own. */
  addressIsFound: z.boolean().default(false),
  /** Of the gRPC server; `agent.port` wins unless that is 0. */
  port: z.int(),
  /** Origin where the cell joined. */
  controlPlane: z.string(),
  key: z.string(),
  certificate: z.string(),
  caCertificate: z.string(),
});

export type StoredIdentity = z.infer<typeof identityFile>;

export interface CellIdentity extends Readonly<StoredIdentity> {
  readonly cellId: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

export function identityPath(dataPath: string): string {
  return join(dataPath, 'identity', 'identity.json');
}

/**
 * Returns null if the cell has not joined.
 * @throws DomainError `invalid` with reason `bad_identity` if the file is damaged.
 */
export async function loadIdentity(dataPath: string): Promise<CellIdentity | null> {
  const path = identityPath(dataPath);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new DomainError('invalid', `the cell's identity ${path} can not be read`, {
      reason: 'bad_identity',
      cause: error,
    });
  }
  try {
    const stored = identityFile.parse(JSON.parse(text));
    const certificate = new X509Certificate(stored.certificate);
    const cellId = cellIdOf(certificate.subjectAltName);
    if (cellId === undefined) throw new Error('the certificate names no cell');
    const { validFrom, validTo } = certificate;
    return { ...stored, cellId, notBefore: new Date(validFrom), notAfter: new Date(validTo) };
  } catch (cause) {
    throw new DomainError('invalid', `the cell's identity ${path} is damaged; join again with --force`, {
      reason: 'bad_identity',
      cause,
    });
  }
}

/** Writes the identity so that after a crash either the old or the new one is there, complete. */
export async function storeIdentity(dataPath: string, identity: StoredIdentity): Promise<void> {
  const path = identityPath(dataPath);
  const folder = dirname(path);
  const draft = `${path}.new`;
  await makeDataFolder(dataPath);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await rm(draft, { force: true });
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(identityFile.parse(identity), null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
  const parent = await open(folder, 'r');
  try {
    await parent.sync();
  } finally {
    await parent.close();
  }
}

/** Makes the data folder if it is absent. QEMU, under its own account, must find images and disks below it. */
export async function makeDataFolder(dataPath: string): Promise<void> {
  const created = await mkdir(dataPath, { recursive: true });
  if (created !== undefined) await chmod(dataPath, 0o755);
}
