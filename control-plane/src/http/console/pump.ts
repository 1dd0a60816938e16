import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';

/** A client that does not read makes the guest's stream wait above this. */
const highBytes = 1024 * 1024;
const lowBytes = 256 * 1024;
/** What the client sent last still reaches the guest within this time after it went. */
const lingerMs = 2_000;

/**
 * Carries binary frames and the stream's bytes both ways until either side ends, then ends both and calls `over` once.
 * Each direction waits for its reader, so that what is held for a stalled one is bounded. Text frames are ignored.
 */
export function pump(socket: WebSocket, stream: Duplex, over: (reason: string) => void): void {
  let ended = false;
  const end = (reason: string, code: number) => {
    if (ended) return;
    ended = true;
    if (socket.readyState === socket.OPEN) socket.close(code);
    stream.pause();
    if (reason === 'client') flushAndDestroy(stream);
    else stream.destroy();
    over(reason);
  };

  const afterSend = () => {
    if (!ended && stream.isPaused() && socket.bufferedAmount <= lowBytes) stream.resume();
  };
  stream.on('data', (chunk: Buffer) => {
    socket.send(chunk, { binary: true }, afterSend);
    if (socket.bufferedAmount > highBytes) stream.pause();
  });
  stream.on('end', () => end('guest', 1000));
  stream.on('error', () => end('error', 1011));
  stream.on('close', () => end('guest', 1000));

  socket.on('message', (data: RawData, isBinary: boolean) => {
    if (!isBinary || stream.writableEnded || stream.destroyed) return;
    if (!stream.write(data) && !socket.isPaused) socket.pause();
  });
  stream.on('drain', () => {
    if (socket.isPaused) socket.resume();
  });
  // After an error (a frame that is too large or malformed) `ws` closes by itself.
  socket.on('error', () => undefined);
  socket.on('close', () => end('client', 1000));
}

function flushAndDestroy(stream: Duplex): void {
  if (stream.destroyed) return;
  const timer = setTimeout(() => stream.destroy(), lingerMs);
  timer.unref();
  stream.end(() => {
    clearTimeout(timer);
    stream.destroy();
  });
}
