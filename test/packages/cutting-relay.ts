import { once } from 'node:events';
import { type AddressInfo, createServer, connect as open, type Socket } from 'node:net';

/** A port of this machine that leads to another one, and breaks when it is told to. */
export class CuttingRelay implements AsyncDisposable {
  readonly port: number;
  /** Bytes that were sent to the other end. */
  sentBytes = 0;
  readonly #server;
  readonly #sockets = new Set<Socket>();
  #cutAtBytes = Number.POSITIVE_INFINITY;

  private constructor(server: ReturnType<typeof createServer>) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
  }

  static async open(host: string, port: number): Promise<CuttingRelay> {
    const server = createServer((near) => relay.#connect(near, open(port, host)));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const relay = new CuttingRelay(server);
    return relay;
  }

  /** Breaks the connection of the next that sends so many bytes from now on. */
  cutAfter(bytes: number): void {
    this.#cutAtBytes = this.sentBytes + bytes;
  }

  #connect(near: Socket, far: Socket): void {
    for (const socket of [near, far]) {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        near.destroy();
        far.destroy();
      });
    }
    far.pipe(near);
    near.on('data', (chunk: Buffer) => {
      this.sentBytes += chunk.length;
      if (this.sentBytes < this.#cutAtBytes) {
        if (!far.write(chunk)) near.pause();
        return;
      }
      this.#cutAtBytes = Number.POSITIVE_INFINITY;
      near.resetAndDestroy();
      far.resetAndDestroy();
    });
    far.on('drain', () => near.resume());
    near.on('end', () => far.end());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
