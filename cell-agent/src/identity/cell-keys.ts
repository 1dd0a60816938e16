/** The keys that a running cell uses; a renewed certificate takes the place of the old one for new connections. */
import type { SecureContextOptions } from 'node:tls';

export interface KeyMaterial {
  /** PEM, as all three. */
  readonly key: string;
  readonly certificate: string;
  readonly caCertificate: string;
}

export class CellKeys implements KeyMaterial {
  readonly #listeners = new Set<() => void>();
  #material: KeyMaterial;

  constructor({ key, certificate, caCertificate }: KeyMaterial) {
    this.#material = { key, certificate, caCertificate };
  }

  get key(): string {
    return this.#material.key;
  }

  get certificate(): string {
    return this.#material.certificate;
  }

  get caCertificate(): string {
    return this.#material.caCertificate;
  }

  /** For either side of TLS. */
  get secureContext(): SecureContextOptions {
    const { key, certificate: cert, caCertificate: ca } = this.#material;
    return { key, cert, ca, minVersion: 'TLSv1.2' };
  }

  replace(material: KeyMaterial): void {
    this.#material = material;
    for (const listener of this.#listeners) listener();
  }

  /** The listener is called after each replacement, until the returned function is. */
  watch(listener: () => void): () => void {
    const entry = () => listener();
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  }
}
