/** What is wrong with bytes that should have been XDR, or with a value that cannot be written as XDR. */
export class XdrError extends Error {
  override name = 'XdrError';
}

/** Reads XDR (RFC 4506: big endian, everything in multiples of four bytes) and never past the end. */
export class XdrReader {
  readonly #bytes: Buffer;
  #offset = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get remaining(): number {
    return this.#bytes.length - this.#offset;
  }

  /** Moves past `length` bytes and returns where they start. */
  #take(length: number): number {
    if (length > this.remaining)
      throw new XdrError(`truncated: ${length} bytes wanted, ${this.remaining} left`);
    const start = this.#offset;
    this.#offset += length;
    return start;
  }

  int(): number {
    return this.#bytes.readInt32BE(this.#take(4));
  }

  uint(): number {
    return this.#bytes.readUInt32BE(this.#take(4));
  }

  hyper(): bigint {
    return this.#bytes.readBigInt64BE(this.#take(8));
  }

  uhyper(): bigint {
    return this.#bytes.readBigUInt64BE(this.#take(8));
  }

  double(): number {
    return this.#bytes.readDoubleBE(this.#take(8));
  }

  /** `length` bytes and their padding. The result shares memory with the packet. */
  opaque(length: number): Buffer {
    const start = this.#take(length);
    const padding = (4 - (length % 4)) % 4;
    const end = this.#take(padding);
    for (let index = end; index < end + padding; index++) {
      if (this.#bytes[index] !== 0) throw new XdrError('padding is not zero');
    }
    return this.#bytes.subarray(start, start + length);
  }

  /** A length word, refused above `max` or above what the rest of the packet could hold. */
  length(max: number, minBytesEach: number): number {
    const length = this.uint();
    if (length > max) throw new XdrError(`length ${length} is above the limit of ${max}`);
    if (length * minBytesEach > this.remaining) {
      throw new XdrError(`truncated: length ${length} does not fit in the ${this.remaining} bytes left`);
    }
    return length;
  }

  end(): void {
    if (this.remaining > 0) throw new XdrError(`${this.remaining} bytes too many`);
  }
}

/** Writes XDR into a buffer that grows as needed. */
export class XdrWriter {
  #bytes: Buffer = Buffer.allocUnsafe(256);
  #offset = 0;

  /** Makes room for `length` bytes and returns where they start. */
  #reserve(length: number): number {
    const start = this.#offset;
    const end = start + length;
    if (end > this.#bytes.length) {
      const grown = Buffer.allocUnsafe(Math.max(end, this.#bytes.length * 2));
      this.#bytes.copy(grown, 0, 0, start);
      this.#bytes = grown;
    }
    this.#offset = end;
    return start;
  }

  int(value: number): void {
    const start = this.#reserve(4);
    this.#bytes.writeInt32BE(value, start);
  }

  uint(value: number): void {
    const start = this.#reserve(4);
    this.#bytes.writeUInt32BE(value, start);
  }

  hyper(value: bigint): void {
    const start = this.#reserve(8);
    this.#bytes.writeBigInt64BE(value, start);
  }

  uhyper(value: bigint): void {
    const start = this.#reserve(8);
    this.#bytes.writeBigUInt64BE(value, start);
  }

  double(value: number): void {
    const start = this.#reserve(8);
    this.#bytes.writeDoubleBE(value, start);
  }

  opaque(value: Uint8Array): void {
    const padding = (4 - (value.length % 4)) % 4;
    const start = this.#reserve(value.length + padding);
    this.#bytes.set(value, start);
    this.#bytes.fill(0, start + value.length, start + value.length + padding);
  }

  /** `value` as UTF-8 after its length word; `byteLength` is its length in UTF-8. */
  string(value: string, byteLength: number): void {
    this.uint(byteLength);
    const padding = (4 - (byteLength % 4)) % 4;
    const start = this.#reserve(byteLength + padding);
    this.#bytes.write(value, start, 'utf8');
    this.#bytes.fill(0, start + byteLength, start + byteLength + padding);
  }

  /** Writes over an earlier word, for lengths known only at the end. */
  patchUint(offset: number, value: number): void {
    this.#bytes.writeUInt32BE(value, offset);
  }

  /** What has been written so far. */
  finish(): Buffer {
    return this.#bytes.subarray(0, this.#offset);
  }
}
