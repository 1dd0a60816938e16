/**
 * The multipart form of an upload: one part `image`, perhaps a part `checksum` before or after it; others are ignored.
 * It is read as a Node stream straight into the file, never held in memory.
 */
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { Busboy } from '@fastify/busboy';
import { DomainError } from '../../../../proto/src/errors.ts';
import type { ImageUpload } from '../../use-cases/images/upload-image.ts';

const fileBufferBytes = 1024 * 1024;
/** An upload that is silent for so long is broken off, or a vanished client would lock the image for ever. */
const silenceMs = 120_000;
/** How much of a refused upload is still read, and for how long. */
const drainedBytes = 64 * 1024 * 1024;
const drainMs = 10_000;

type Parser = InstanceType<typeof Busboy>;

export class ImageForm {
  readonly #incoming: IncomingMessage;
  readonly #image = Promise.withResolvers<Readable>();
  readonly #complete = Promise.withResolvers<void>();
  #source: Readable | null = null;
  #checksum: string | null = null;
  #over = false;

  constructor(incoming: IncomingMessage) {
    this.#incoming = incoming;
    // Whoever waits for them hears of a failure; nobody may be waiting yet.
    this.#image.promise.catch(() => undefined);
    this.#complete.promise.catch(() => undefined);
  }

  /** Reads up to the image part. @throws DomainError `invalid` (`bad_form`, `upload_aborted`). */
  async open(): Promise<ImageUpload> {
    const incoming = this.#incoming;
    const parser = this.#createParser();
    incoming.setTimeout(silenceMs, () => incoming.destroy());
    incoming.on('error', (error) => this.#fail(aborted(error)));
    // A request that came to its end closes too; then the parser has the last word.
    incoming.on('close', () => {
      if (!incoming.readableEnded) this.#fail(aborted());
    });
    incoming.pipe(parser);
    const source = await this.#image.promise;
    return { source, checksum: () => this.#complete.promise.then(() => this.#checksum) };
  }

  /**
   * Lets the rest of the form run out, so that the client reads the answer: many write all before they read. Not for
   * ever: what then still comes is up to the server, which closes the connection some time after the answer.
   */
  async drain(): Promise<void> {
    this.#fail(badForm('the upload was refused'));
    const incoming = this.#incoming;
    if (incoming.readableEnded || incoming.destroyed) return;
    const { promise: enough, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, drainMs);
    let bytes = 0;
    incoming.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > drainedBytes) resolve();
    });
    incoming.once('end', resolve).once('close', resolve);
    incoming.resume();
    await enough;
    clearTimeout(timer);
  }

  #createParser(): Parser {
    const { headers } = this.#incoming;
    const type = headers['content-type'] ?? '';
    if (!/^multipart\/form-data\s*;/i.test(type)) {
      throw badForm(`the content type must be multipart/form-data, not '${type.slice(0, 80)}'`);
    }
    const parser = createBusboy(headers, type);
    parser.on('file', (name, file) => this.#onFile(name, file));
    parser.on('field', (name, value) => {
      if (name === 'checksum' && value.trim() !== '') this.#checksum = value;
    });
    parser.on('error', (error) => this.#fail(aborted(error)));
    parser.on('finish', () => this.#finish());
    return parser;
  }

  #onFile(name: string | undefined, file: Readable): void {
    file.on('error', (error) => this.#fail(aborted(error)));
    if (name !== 'image' || this.#over) file.resume();
    else if (this.#source === null) {
      this.#source = file;
      this.#image.resolve(file);
    } else this.#fail(badForm('the form has more than one part named image'));
  }

  #finish(): void {
    if (this.#source === null) this.#fail(badForm('the form has no part named image'));
    if (this.#over) return;
    this.#over = true;
    this.#incoming.setTimeout(0);
    this.#complete.resolve();
  }

  #fail(error: DomainError): void {
    if (this.#over) return;
    this.#over = true;
    this.#incoming.unpipe();
    this.#incoming.resume();
    this.#source?.destroy(error);
    this.#image.reject(error);
    this.#complete.reject(error);
  }
}

function createBusboy(headers: IncomingMessage['headers'], type: string): Parser {
  try {
    return new Busboy({
      headers: { ...headers, 'content-type': type },
      fileHwm: fileBufferBytes,
      highWaterMark: fileBufferBytes,
      limits: { fieldSize: 4096, fields: 100, parts: 200, headerPairs: 100, headerSize: 16 * 1024 },
      isPartAFile: (name, _type, fileName) =>
        name === 'image' || (name !== 'checksum' && fileName !== undefined),
    });
  } catch (cause) {
    throw badForm('the content type names no boundary', cause);
  }
}

function badForm(message: string, cause?: unknown): DomainError {
  return new DomainError('invalid', message, { reason: 'bad_form', cause });
}

function aborted(cause?: unknown): DomainError {
  return new DomainError('invalid', 'the upload broke off before its end', {
    reason: 'upload_aborted',
    cause,
  });
}
