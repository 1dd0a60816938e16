/**
 * A small RFB 3.8 viewer for tests, over any Duplex: a socket, a console of the hypervisor port, or a WebSocket
 * by `createWebSocketStream(socket)` of the package ws. Raw encoding, 32 bits. Source: RFC 6143.
 */
import { createCipheriv } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { createByteReader, type ReadBytes } from '../../cell-agent/src/hypervisor/fake/rfb/byte-reader.ts';

/** The server refused the viewer; the message is the server's reason. */
export class RfbRefused extends Error {
  override readonly name = 'RfbRefused';
}

export interface RfbUpdate {
  readonly rectangles: readonly { x: number; y: number; width: number; height: number }[];
}

export interface RfbClient {
  readonly name: string;
  readonly size: { width: number; height: number };
  /** 0xRRGGBB each, row by row, as of the last update. */
  readonly pixels: Uint32Array;
  /** How many pixels are not black. */
  litPixels(): number;
  requestUpdate(incremental: boolean): void;
  /** Applies the next update to `pixels`. */
  nextUpdate(): Promise<RfbUpdate>;
  /** Presses and releases one key. */
  pressKey(keysym: number): void;
  type(text: string): void;
  close(): void;
}

const desktopSize = -223;

/** Fails with RfbRefused if the password is wrong. */
export async function connectRfb(stream: Duplex, password: string): Promise<RfbClient> {
  // Whoever reads learns of the error; without a listener it would end the process.
  stream.on('error', () => {});
  const read = createByteReader(stream);
  await logIn(stream, read, password);
  stream.write(Buffer.from([1]));
  const init = await read(24);
  const name = (await read(init.readUInt32BE(20))).toString('utf8');
  let size = { width: init.readUInt16BE(0), height: init.readUInt16BE(2) };
  let pixels = new Uint32Array(size.width * size.height);
  // 32 bits, little endian, red in the third byte, so that a pixel reads as 0xRRGGBB.
  stream.write(Buffer.from([0, 0, 0, 0, 32, 24, 0, 1, 0, 255, 0, 255, 0, 255, 16, 8, 0, 0, 0, 0]));
  stream.write(setEncodings([0, desktopSize]));

  async function readRectangle() {
    const head = await read(12);
    const [x, y, width, height] = [0, 2, 4, 6].map((offset) => head.readUInt16BE(offset)) as [
      number,
      number,
      number,
      number,
    ];
    if (head.readInt32BE(8) === desktopSize) {
      size = { width, height };
      pixels = new Uint32Array(width * height);
      return { x, y, width, height };
    }
    if (head.readInt32BE(8) !== 0) throw new Error(`unexpected encoding ${head.readInt32BE(8)}`);
    const data = await read(width * height * 4);
    for (let row = 0; row < height; row += 1) {
      for (let column = 0; column < width; column += 1) {
        const pixel = data.readUInt32LE((row * width + column) * 4) & 0xffffff;
        pixels[(y + row) * size.width + x + column] = pixel;
      }
    }
    return { x, y, width, height };
  }

  function pressKey(keysym: number): void {
    for (const down of [1, 0]) {
      const message = Buffer.alloc(8);
      message.set([4, down]);
      message.writeUInt32BE(keysym, 4);
      stream.write(message);
    }
  }

  return {
    name,
    get size() {
      return size;
    },
    get pixels() {
      return pixels;
    },
    litPixels: () => pixels.reduce((count, pixel) => count + (pixel === 0 ? 0 : 1), 0),
    requestUpdate(incremental) {
      const message = Buffer.alloc(10);
      message.set([3, incremental ? 1 : 0]);
      message.writeUInt16BE(size.width, 6);
      message.writeUInt16BE(size.height, 8);
      stream.write(message);
    },
    async nextUpdate() {
      for (;;) {
        const type = (await read(1)).readUInt8();
        if (type === 0) {
          const count = (await read(3)).readUInt16BE(1);
          const rectangles = [];
          for (let index = 0; index < count; index += 1) rectangles.push(await readRectangle());
          return { rectangles };
        }
        if (type === 3) await read((await read(7)).readUInt32BE(3));
        else if (type !== 2) throw new Error(`unexpected message ${type}`);
      }
    },
    pressKey,
    type(text) {
      for (const character of text) pressKey(character.codePointAt(0) ?? 0);
    },
    close() {
      stream.destroy();
    },
  };
}

async function logIn(stream: Duplex, read: ReadBytes, password: string): Promise<void> {
  const version = (await read(12)).toString('latin1');
  if (version !== 'RFB 003.008\n') throw new Error(`unexpected version ${JSON.stringify(version)}`);
  stream.write(version);
  const kinds = await read((await read(1)).readUInt8());
  if (kinds.length === 0) throw new RfbRefused(await readText(read));
  if (!kinds.includes(2)) throw new Error(`no VNC authentication, but ${[...kinds].join(', ')}`);
  stream.write(Buffer.from([2]));
  stream.write(encrypt(await read(16), password));
  if ((await read(4)).readUInt32BE() !== 0) throw new RfbRefused(await readText(read));
}

async function readText(read: ReadBytes): Promise<string> {
  return (await read((await read(4)).readUInt32BE())).toString('utf8');
}

/** VNC authentication: DES, with the bits of each byte of the password reversed. */
function encrypt(challenge: Buffer, password: string): Buffer {
  const bytes = Buffer.from(password.padEnd(8, '\0').slice(0, 8), 'latin1');
  const key = bytes.map((byte) =>
    Number.parseInt(byte.toString(2).padStart(8, '0').split('').reverse().join(''), 2),
  );
  const cipher = createCipheriv('des-ede3-ecb', Buffer.concat([key, key, key]), null).setAutoPadding(false);
  return Buffer.concat([cipher.update(challenge), cipher.final()]);
}

function setEncodings(encodings: readonly number[]): Buffer {
  const message = Buffer.alloc(4 + 4 * encodings.length);
  message.writeUInt8(2);
  message.writeUInt16BE(encodings.length, 2);
  encodings.forEach((encoding, index) => {
    message.writeInt32BE(encoding, 4 + 4 * index);
  });
  return message;
}
