/** The keeper's socket. Only its owner may speak to it: the file has mode 0600. */
import { once } from 'node:events';
import { chmod, mkdir, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { dirname } from 'node:path';
import { text } from 'node:stream/consumers';
import { DomainError } from '../../../proto/src/errors.ts';
import { type KeeperReply, type KeeperRequest, keeperRequest } from './keeper-protocol.ts';
import type { LeaseKeeper } from './lease-keeper.ts';

const requestTimeoutMs = 10_000;

/** Answers until it is disposed of. The caller makes sure that there is one keeper only. */
export async function serveKeeper(keeper: LeaseKeeper, path: string): Promise<AsyncDisposable> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await rm(path, { force: true });
  const open = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => undefined);
    socket.setTimeout(requestTimeoutMs, () => socket.destroy());
    reply(keeper, socket).then(
      (answer) => socket.end(`${JSON.stringify(answer)}\n`),
      () => socket.destroy(),
    );
  });
  const before = process.umask(0o177);
  try {
    server.listen(path);
    await once(server, 'listening');
  } finally {
    process.umask(before);
  }
  await chmod(path, 0o600);
  return {
    async [Symbol.asyncDispose]() {
      server.close();
      for (const socket of open) socket.destroy();
      await rm(path, { force: true });
    },
  };
}

async function reply(keeper: LeaseKeeper, socket: Socket): Promise<KeeperReply> {
  try {
    return { value: (await answer(keeper, keeperRequest.parse(JSON.parse(await text(socket))))) ?? null };
  } catch (error) {
    const reason = error instanceof DomainError ? (error.reason ?? error.code) : 'keeper_failed';
    return { error: { reason, message: error instanceof Error ? error.message : 'the keeper failed' } };
  }
}

function answer(keeper: LeaseKeeper, request: KeeperRequest): Promise<unknown> {
  switch (request.verb) {
    case 'status':
      return keeper.status();
    case 'renew':
      return keeper.renew(request.renewal);
    case 'require-lease':
      return keeper.requireLease(request.guestId);
    case 'register':
      return keeper.register(request.guestId);
    case 'exempt':
      return keeper.exempt(request.guestId);
    default:
      return keeper.release(request.guestId);
  }
}
