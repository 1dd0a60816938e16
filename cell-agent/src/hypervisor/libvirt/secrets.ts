/** What of a spec is secret and not in the domain: a file beside the disks that only root reads. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import type { CloudInit, GuestSpec } from '../../../../proto/src/model.ts';
import type { PublicSpec } from './domain-xml/metadata.ts';
import type { GuestFiles } from './guest-files.ts';

/** User data are among them: they often hold passwords and keys. */
type Secrets = Pick<CloudInit, 'adminSecret' | 'userData'>;
const noSecrets: Secrets = { adminSecret: '', userData: '' };

export class SecretStore {
  readonly #files: GuestFiles;
  readonly #known = new Map<string, Secrets>();

  constructor(files: GuestFiles) {
    this.#files = files;
  }

  async write({ id, cloudInit }: GuestSpec): Promise<void> {
    this.forget(id);
    if (cloudInit === null) return;
    const { adminSecret, userData } = cloudInit;
    const path = this.#files.secrets(id);
    await writeFile(`${path}.part`, JSON.stringify({ adminSecret, userData }), { mode: 0o600, flush: true });
    await rename(`${path}.part`, path);
  }

  forget(guestId: string): void {
    this.#known.delete(guestId);
  }

  /** The whole spec. Secrets whose file is gone are empty. */
  async complete(spec: PublicSpec, monitorSecret: string): Promise<GuestSpec> {
    const { cloudInit } = spec;
    if (cloudInit === null) return { ...spec, cloudInit, monitorSecret };
    return { ...spec, monitorSecret, cloudInit: { ...cloudInit, ...(await this.#read(spec.id)) } };
  }

  async #read(guestId: string): Promise<Secrets> {
    const known = this.#known.get(guestId);
    if (known !== undefined) return known;
    const text = await readFile(this.#files.secrets(guestId), 'utf8').catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      },
    );
    const secrets = text === null ? noSecrets : (JSON.parse(text) as Secrets);
    this.#known.set(guestId, secrets);
    return secrets;
  }
}
