/** The thread that hashes for `content-hasher.ts`: a program of its own in dist/. It answers in the order it is asked. */
import { createHash, type Hash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';

export type HashRequest =
  | { readonly stream: number; readonly bytes: Uint8Array }
  | { readonly stream: number; readonly end: 'digest' | 'forget' };

export interface ContentHashes {
  readonly sha256: string;
  readonly sha1: string;
}

const streams = new Map<number, readonly [Hash, Hash]>();

function answer(request: HashRequest): ContentHashes | null {
  const [sha256, sha1] = streams.get(request.stream) ?? [createHash('sha256'), createHash('sha1')];
  if ('bytes' in request) {
    sha256.update(request.bytes);
    sha1.update(request.bytes);
    streams.set(request.stream, [sha256, sha1]);
    return null;
  }
  streams.delete(request.stream);
  return request.end === 'digest' ? { sha256: sha256.digest('hex'), sha1: sha1.digest('hex') } : null;
}

parentPort?.on('message', (request: HashRequest) => parentPort?.postMessage(answer(request)));
