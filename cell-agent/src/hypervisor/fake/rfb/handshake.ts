/** Version, authentication, initialisation. Source: RFC 6143, 7.1 to 7.3. */
import { randomBytes } from 'node:crypto';
import type { Writable } from 'node:stream';
import type { Screen } from '../screen/screen.ts';
import type { ReadBytes } from './byte-reader.ts';
import { encodeDefaultPixelFormat } from './pixel-format.ts';
import { challengeBytes, isVncResponse } from './vnc-auth.ts';

const version = 'RFB 003.008\n';
const vncAuthentication = 2;

/** Returns false after the viewer was told why it is refused. */
export async function greet(
  stream: Writable,
  read: ReadBytes,
  screen: Screen,
  secret: string,
): Promise<boolean> {
  stream.write(version);
  if ((await read(version.length)).toString('latin1') !== version) {
    stream.write(Buffer.concat([Buffer.from([0]), text('Only RFB 3.8 is supported')]));
    return false;
  }

  stream.write(Buffer.from([1, vncAuthentication]));
  if ((await read(1)).readUInt8() !== vncAuthentication) return refuse(stream, 'Unknown security type');

  const challenge = randomBytes(challengeBytes);
  stream.write(challenge);
  if (!isVncResponse(await read(challengeBytes), challenge, secret))
    return refuse(stream, 'Authentication failed');
  stream.write(uint32(0));

  // The wish for an exclusive connection is not heard: QEMU's default shares as well.
  await read(1);
  stream.write(serverInit(screen));
  return true;
}

function refuse(stream: Writable, why: string): false {
  stream.write(Buffer.concat([uint32(1), text(why)]));
  return false;
}

function serverInit(screen: Screen): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt16BE(screen.picture.width, 0);
  size.writeUInt16BE(screen.picture.height, 2);
  return Buffer.concat([size, encodeDefaultPixelFormat(), text(screen.name)]);
}

/** A string as RFB has it: its length, then its bytes. */
function text(value: string): Buffer {
  const bytes = Buffer.from(value, 'utf8');
  return Buffer.concat([uint32(bytes.length), bytes]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
