import { type Codec, XdrError } from './xdr.ts';
import { XdrReader, XdrWriter } from './xdr-buffer.ts';

/** Largest packet libvirt exchanges, without its length word (`VIR_NET_MESSAGE_MAX`). */
export const MAX_PACKET_BYTES = 33_554_432;
/** Most bytes of data in one stream packet that every libvirt takes. */
export const MAX_STREAM_CHUNK_BYTES = 262_120;

const LENGTH_BYTES = 4;
const HEADER_BYTES = 24;

/** `virNetMessageType` */
export const packetType = { call: 0, reply: 1, message: 2, stream: 3, streamHole: 6 } as const;
/** `virNetMessageStatus` */
export const packetStatus = { ok: 0, error: 1, continue: 2 } as const;

/** The six words that begin every packet of libvirt's RPC protocol (`virNetMessageHeader`). */
export type PacketHeader = {
  program: number;
  version: number;
  procedure: number;
  type: number;
  serial: number;
  status: number;
};

export type Packet = PacketHeader & { payload: Buffer };

function writeHeader(writer: XdrWriter, header: PacketHeader): void {
  writer.uint(0);
  writer.uint(header.program);
  writer.uint(header.version);
  writer.int(header.procedure);
  writer.int(header.type);
  writer.uint(header.serial);
  writer.int(header.status);
}

function finishPacket(writer: XdrWriter): Buffer {
  const bytes = writer.finish();
  if (bytes.length - LENGTH_BYTES > MAX_PACKET_BYTES) {
    throw new XdrError(`a packet of ${bytes.length} bytes is above the limit of ${MAX_PACKET_BYTES}`);
  }
  writer.patchUint(0, bytes.length);
  return bytes;
}

/** A packet whose payload is one value. */
export function encodePacket<T>(header: PacketHeader, codec: Codec<T>, value: T): Buffer {
  const writer = new XdrWriter();
  writeHeader(writer, header);
  codec.encode(writer, value);
  return finishPacket(writer);
}

/** A packet whose payload is raw bytes (stream data: not padded, the packet's length bounds it). */
export function encodeRawPacket(header: PacketHeader, payload: Uint8Array): Buffer {
  const writer = new XdrWriter();
  writeHeader(writer, header);
  const head = Buffer.from(writer.finish());
  head.writeUInt32BE(head.length + payload.length, 0);
  return payload.length === 0 ? head : Buffer.concat([head, payload]);
}

function decodePacket(bytes: Buffer): Packet {
  const reader = new XdrReader(bytes.subarray(LENGTH_BYTES, LENGTH_BYTES + HEADER_BYTES));
  return {
    program: reader.uint(),
    version: reader.uint(),
    procedure: reader.int(),
    type: reader.int(),
    serial: reader.uint(),
    status: reader.int(),
    payload: bytes.subarray(LENGTH_BYTES + HEADER_BYTES),
  };
}

/** Cuts a byte stream into packets. Holds at most one unfinished packet. */
export class PacketSplitter {
  #chunks: Buffer[] = [];
  #buffered = 0;

  /** Takes what the socket gave and yields each packet that is complete. Throws `XdrError` on a bad length. */
  *push(chunk: Buffer): Generator<Packet> {
    this.#chunks.push(chunk);
    this.#buffered += chunk.length;
    let length = this.#nextLength();
    while (length !== undefined && this.#buffered >= length) {
      const bytes = this.#join();
      const rest = bytes.subarray(length);
      this.#chunks = rest.length > 0 ? [rest] : [];
      this.#buffered = rest.length;
      yield decodePacket(bytes.subarray(0, length));
      length = this.#nextLength();
    }
  }

  #join(): Buffer {
    const [first] = this.#chunks;
    if (this.#chunks.length === 1 && first !== undefined) return first;
    const bytes = Buffer.concat(this.#chunks, this.#buffered);
    this.#chunks = [bytes];
    return bytes;
  }

  /** Length of the packet at the front, with its length word; undefined until that word is here. */
  #nextLength(): number | undefined {
    if (this.#buffered < LENGTH_BYTES) return undefined;
    const [first] = this.#chunks;
    const front = first !== undefined && first.length >= LENGTH_BYTES ? first : this.#join();
    const length = front.readUInt32BE(0);
    if (length < LENGTH_BYTES + HEADER_BYTES) throw new XdrError(`a packet of ${length} bytes has no header`);
    if (length > LENGTH_BYTES + MAX_PACKET_BYTES) {
      throw new XdrError(`a packet of ${length} bytes is above the limit of ${MAX_PACKET_BYTES}`);
    }
    return length;
  }
}
