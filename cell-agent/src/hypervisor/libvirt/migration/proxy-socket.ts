/** A unix socket that QEMU connects to; each connection becomes a channel to the target. */
import { chown, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connectStreams } from '../../../console/connect-streams.ts';
import type { Owner } from '../disks/create-disk.ts';

/** Returns when it listens. Disposing ends all connections. */
export async function listenForQemu(
  path: string,
  owner: Owner,
  open: () => Promise<Duplex>,
): Promise<AsyncDisposable> {
  await rm(path, { force: true });
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
    open().then(
      (channel) => {
        channel.on('error', () => channel.destroy());
        if (socket.destroyed) channel.destroy();
        else void connectStreams(socket, channel);
      },
      // QEMU is told by the end of its connection; why is the migration's own error.
      () => socket.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => resolve());
  });
  await chown(path, owner.uid, owner.gid);
  return {
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await rm(path, { force: true });
    },
  };
}
