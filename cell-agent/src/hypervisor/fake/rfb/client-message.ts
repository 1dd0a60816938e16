/** What a viewer may say after the handshake. Source: RFC 6143, 7.5. */
import type { Rectangle } from '../screen/picture.ts';
import type { ReadBytes } from './byte-reader.ts';
import { decodePixelFormat, type PixelFormat } from './pixel-format.ts';

export type ClientMessage =
  | { readonly type: 'pixel_format'; readonly format: PixelFormat }
  | { readonly type: 'update_request'; readonly incremental: boolean; readonly area: Rectangle }
  | { readonly type: 'key'; readonly down: boolean; readonly keysym: number }
  /** Encodings (raw is always allowed), the pointer and the clipboard change nothing here. */
  | { readonly type: 'ignored' };

const longestClipboardBytes = 1_000_000;

/** The viewer broke the protocol, or asks for what this server does not do. */
export class ProtocolViolation extends Error {
  override readonly name = 'ProtocolViolation';
}

export async function readClientMessage(read: ReadBytes): Promise<ClientMessage> {
  const type = (await read(1)).readUInt8();
  switch (type) {
    case 0: {
      const format = decodePixelFormat((await read(19)).subarray(3));
      if (format === null) throw new ProtocolViolation('only true colour of 8, 16 or 32 bits is supported');
      return { type: 'pixel_format', format };
    }
    case 2: {
      const count = (await read(3)).readUInt16BE(1);
      await read(4 * count);
      return { type: 'ignored' };
    }
    case 3:
      return readUpdateRequest(await read(9));
    case 4: {
      const body = await read(7);
      return { type: 'key', down: body.readUInt8(0) !== 0, keysym: body.readUInt32BE(3) };
    }
    case 5:
      await read(5);
      return { type: 'ignored' };
    case 6: {
      const length = (await read(7)).readUInt32BE(3);
      if (length > longestClipboardBytes) throw new ProtocolViolation('the clipboard is too long');
      await read(length);
      return { type: 'ignored' };
    }
    default:
      throw new ProtocolViolation(`unknown message type ${type}`);
  }
}

function readUpdateRequest(body: Buffer): ClientMessage {
  return {
    type: 'update_request',
    incremental: body.readUInt8(0) !== 0,
    area: {
      x: body.readUInt16BE(1),
      y: body.readUInt16BE(3),
      width: body.readUInt16BE(5),
      height: body.readUInt16BE(7),
    },
  };
}
