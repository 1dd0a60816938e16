/** An RFB 3.8 server for one viewer of a fake guest's screen. Source: RFC 6143. */
import type { Duplex } from 'node:stream';
import { intersect, type Rectangle } from '../screen/picture.ts';
import type { Screen } from '../screen/screen.ts';
import { ConnectionEnded, createByteReader } from './byte-reader.ts';
import { ProtocolViolation, readClientMessage } from './client-message.ts';
import { greet } from './handshake.ts';
import { defaultPixelFormat } from './pixel-format.ts';
import { encodeUpdate } from './update.ts';

/** Returns when the viewer has gone, was refused, or broke the protocol; the stream is closed then. */
export async function serveRfb(stream: Duplex, screen: Screen, secret: string): Promise<void> {
  // A viewer that goes away shows in the reader; without a listener the same error would end the process.
  stream.on('error', () => {});
  const read = createByteReader(stream);
  const viewer = createViewer(stream, screen);
  try {
    if (!(await greet(stream, read, screen, secret))) return;
    screen.events.on('key', viewer.sendChanges).on('clear', viewer.forget);
    for (;;) {
      const message = await readClientMessage(read);
      if (message.type === 'key' && message.down) screen.press(message.keysym);
      if (message.type === 'pixel_format') viewer.setFormat(message.format);
      if (message.type === 'update_request') viewer.request(message.area, message.incremental);
    }
  } catch (error) {
    if (!(error instanceof ConnectionEnded || error instanceof ProtocolViolation)) throw error;
  } finally {
    screen.events.off('key', viewer.sendChanges).off('clear', viewer.forget);
    stream.end(() => stream.destroy());
  }
}

/** What one viewer has seen, and what it waits for. */
function createViewer(stream: Duplex, screen: Screen) {
  const whole = { x: 0, y: 0, width: screen.picture.width, height: screen.picture.height };
  let format = defaultPixelFormat;
  /** The number of keys it has seen; null: it has seen nothing. */
  let seenKeys: number | null = null;
  let wanted: Rectangle | null = null;
  let busy = false;

  /** Sends one update if one is wanted, something has changed and the last one is through. */
  function sendChanges(): void {
    if (busy || wanted === null || stream.destroyed) return;
    const changed = seenKeys === null ? [whole] : screen.changedSince(seenKeys);
    const asked = wanted;
    const areas = changed
      .map((area) => intersect(area, asked))
      .filter((area) => area.width * area.height > 0);
    if (areas.length === 0) return;
    wanted = null;
    seenKeys = screen.keyCount();
    busy = true;
    stream.write(encodeUpdate(screen.picture, areas, format), () => {
      busy = false;
      sendChanges();
    });
  }

  function forget(): void {
    seenKeys = null;
    sendChanges();
  }

  return {
    sendChanges,
    forget,
    setFormat(next: typeof format): void {
      format = next;
    },
    request(area: Rectangle, incremental: boolean): void {
      wanted = area;
      if (incremental) sendChanges();
      else forget();
    },
  };
}
