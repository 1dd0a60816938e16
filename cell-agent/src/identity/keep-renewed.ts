/**
 * Renews the cell's certificate while guests and streams stay up: a new key and certificate are asked for with the
 * old one, kept on disk, and then used for new connections. Failures are tried again; near the end they are a warning.
 */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { cellIdOf } from '../../../proto/src/certificate-names.ts';
import { DomainError } from '../../../proto/src/errors.ts';
import type { HostWarning } from '../../../proto/src/model.ts';
import type { Logger } from '../observe/logger.ts';
import type { CellKeys, KeyMaterial } from './cell-keys.ts';
import { renew } from './certificate-call.ts';
import { isExpiryNear, lifeOf, renewalDueMs, retryDelayMs } from './certificate-life.ts';
import { createCertificateRequest } from './certificate-request.ts';
import { type CellIdentity, loadIdentity, storeIdentity } from './store.ts';

/** The clock is looked at again this often: it may be set, and the machine may sleep. */
const longestSleepMs = 3_600_000;

export interface KeepRenewedOptions {
  readonly dataPath: string;
  readonly identity: Pick<CellIdentity, 'cellId' | 'name' | 'controlPlane'>;
  readonly keys: CellKeys;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  readonly nowMs?: () => number;
}

export class CertificateKeeper implements AsyncDisposable {
  readonly #options: KeepRenewedOptions;
  readonly #listeners = new Set<() => void>();
  readonly #nowMs: () => number;
  #timer: NodeJS.Timeout | undefined;
  #dueMs: number;
  #failures = 0;
  #failure = '';
  #told = '';
  #stopped = false;
  #work: Promise<void> = Promise.resolve();

  constructor(options: KeepRenewedOptions) {
    this.#options = options;
    this.#nowMs = options.nowMs ?? Date.now;
    this.#dueMs = renewalDueMs(lifeOf(options.keys.certificate), Math.random());
    this.#wait();
  }

  /** What is wrong with the certificate now. */
  warnings(): HostWarning[] {
    const life = lifeOf(this.#options.keys.certificate);
    const nowMs = this.#nowMs();
    const until = new Date(life.toMs).toISOString();
    if (nowMs >= life.toMs) {
      const remedy =
        'join again with `cell-agent join` and a new token (it stays the same cell), then restart the agent';
      return [
        {
          code: 'certificate',
          message: `The cell's certificate expired at ${until}: ${remedy}.${this.#because()}`,
        },
      ];
    }
    if (this.#failures === 0 || !isExpiryNear(life, nowMs)) return [];
    const message = `The cell's certificate expires at ${until} and could not be renewed.${this.#because()}`;
    return [{ code: 'certificate', message }];
  }

  /** The listener is called when `warnings` has changed, until the returned function is. */
  watch(listener: () => void): () => void {
    const entry = () => listener();
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#work;
  }

  #because(): string {
    return this.#failure === '' ? '' : ` The last attempt failed: ${this.#failure}.`;
  }

  #wait(): void {
    if (this.#stopped) return;
    const delayMs = Math.max(0, Math.min(longestSleepMs, this.#dueMs - this.#nowMs()));
    this.#timer = setTimeout(() => {
      this.#work = this.#look().finally(() => this.#wait());
    }, delayMs).unref();
  }

  async #look(): Promise<void> {
    if (this.#nowMs() >= this.#dueMs) await this.#attempt();
    const warning = this.warnings()[0]?.message ?? '';
    if (warning === this.#told) return;
    this.#told = warning;
    if (warning !== '') this.#options.log.error({ warning }, "the cell's certificate needs attention");
    for (const listener of this.#listeners) listener();
  }

  async #attempt(): Promise<void> {
    const { keys, log } = this.#options;
    try {
      const life = lifeOf((await this.#renew()).certificate);
      this.#failures = 0;
      this.#failure = '';
      this.#dueMs = renewalDueMs(life, Math.random());
      log.info({ until: new Date(life.toMs).toISOString() }, "the cell's certificate was renewed");
    } catch (error) {
      this.#failures += 1;
      this.#failure = error instanceof Error ? error.message : String(error);
      const life = lifeOf(keys.certificate);
      const nowMs = this.#nowMs();
      this.#dueMs = nowMs + retryDelayMs(life, this.#failures, nowMs, Math.random());
      log.warn({ err: error, failures: this.#failures }, "the cell's certificate could not be renewed");
    }
  }

  async #renew(): Promise<KeyMaterial> {
    const { dataPath, identity, keys } = this.#options;
    const { key, request } = await createCertificateRequest(identity.name);
    const reply = await renew(new URL(identity.controlPlane), keys, { certificateRequest: request });
    const material = { key, certificate: reply.certificate, caCertificate: keys.caCertificate };
    requireFits(material, identity.cellId);
    const stored = await loadIdentity(dataPath);
    if (stored !== null && stored.cellId !== identity.cellId) {
      throw new DomainError('conflict', 'this machine has joined anew as another cell: restart the agent', {
        reason: 'joined_anew',
      });
    }
    // Kept before it is used: after a crash either of the two is a whole identity that the control plane takes.
    if (stored !== null) {
      await storeIdentity(dataPath, { ...stored, ...material });
    }
    keys.replace(material);
    return material;
  }
}

/** A certificate that does not fit would cut the cell off at its next start. */
function requireFits({ key, certificate, caCertificate }: KeyMaterial, cellId: string): void {
  const given = new X509Certificate(certificate);
  const authority = new X509Certificate(caCertificate);
  const fits =
    given.checkPrivateKey(createPrivateKey(key)) &&
    given.verify(authority.publicKey) &&
    cellIdOf(given.subjectAltName) === cellId;
  if (fits) return;
  throw new DomainError('internal', 'the control plane gave a certificate that does not fit this cell', {
    reason: 'protocol',
  });
}
