/** Upload and download of a large image against `cp` and a file server, and what memory an upload takes. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ApiClient } from '../../../control-plane/src/cli/api-client.ts';
import { residentMebibytes, timed } from '../child-program.ts';
import { startFileServer } from '../file-server.ts';
import type { Comparison, Line } from '../harness.ts';
import {
  administrator,
  type ServingProgram,
  seedDataFolder,
  serveControlPlane,
} from '../seeded-control-plane.ts';

const run = promisify(execFile);
const mebibyte = 2 ** 20;
const largeMebibytes = 1024;
const smallMebibytes = 256;

export const imageTransfer: Line = {
  name: 'image-transfer',
  async *comparisons() {
    await using folder = await seedDataFolder(0);
    await using server = await serveControlPlane(folder.path);
    const client = await administrator(server);
    const large = join(folder.path, 'large.iso');
    const small = join(folder.path, 'small.iso');
    await makeIso(large, largeMebibytes);
    await makeIso(small, smallMebibytes);
    const target = join(folder.path, 'copy.iso');
    const common = { unit: 'ms', repeats: 3, product: () => uploadMs(server, client, large) };
    yield {
      ...common,
      what: 'upload 1 GiB, hashed and synced',
      against: 'cp',
      goal: { ratio: 2.5 },
      floor: () => copyMs(large, target, false),
    };
    yield {
      ...common,
      what: 'upload 1 GiB, hashed and synced',
      against: 'cp, sync, sha256sum, sha1sum',
      goal: null,
      floor: () => copyMs(large, target, true),
    };
    yield {
      what: 'memory of an upload of 1 GiB',
      unit: 'MiB',
      against: 'an upload of 256 MiB',
      goal: { value: 64 },
      repeats: 3,
      floor: () => uploadGrowth(server, client, small),
      product: () => uploadGrowth(server, client, large),
    };
    yield* download(server, client, folder.path, large);
  },
};

async function* download(
  server: ServingProgram,
  client: ApiClient,
  folder: string,
  file: string,
): AsyncGenerator<Comparison, void, undefined> {
  await using image = await upload(server, client, file);
  await using floor = await startFileServer(folder);
  yield {
    what: 'download 1 GiB',
    unit: 'ms',
    against: floor.name,
    goal: { ratio: 1.6 },
    repeats: 3,
    floor: () => timed(() => curl(['-o', '/dev/null', `${floor.origin}/large.iso`])),
    product: () => timed(() => curl(['-o', '/dev/null', ...session(client), image.url])),
  };
}

async function makeIso(path: string, mebibytes: number): Promise<void> {
  await using file = await open(path, 'w');
  for (let n = 0; n < mebibytes; n += 1) {
    const block = randomBytes(mebibyte);
    if (n === 0) block.write('\x01CD001\x01', 32_768, 'latin1');
    await file.write(block);
  }
  await file.sync();
}

async function copyMs(from: string, to: string, complete: boolean): Promise<number> {
  await rm(to, { force: true });
  const commands = complete ? 'cp "$1" "$2" && sync "$2" && sha256sum "$2" && sha1sum "$2"' : 'cp "$1" "$2"';
  const spent = await timed(() => run('sh', ['-c', commands, 'sh', from, to]));
  await rm(to);
  return spent;
}

interface Uploaded extends AsyncDisposable {
  readonly url: string;
  readonly milliseconds: number;
}

async function upload({ origin }: ServingProgram, client: ApiClient, file: string): Promise<Uploaded> {
  const { id } = await client.nano<{ id: string }>('POST', '/media_images/', { name: 'bench' });
  const url = `${origin}/api/v1/media_images/${id}/file/`;
  const form = ['-H', 'Expect:', ...session(client), '-F', `image=@${file}`, url];
  const milliseconds = await timed(async () => {
    const { error_code, message } = JSON.parse(await curl(form));
    if (error_code !== 0) throw new Error(message);
  });
  return {
    url,
    milliseconds,
    [Symbol.asyncDispose]: () => client.nano('DELETE', `/media_images/${id}`),
  };
}

async function uploadMs(server: ServingProgram, client: ApiClient, file: string): Promise<number> {
  await using done = await upload(server, client, file);
  return done.milliseconds;
}

/** By how much the highest memory during the upload exceeds that before it. */
async function uploadGrowth(server: ServingProgram, client: ApiClient, file: string): Promise<number> {
  const before = await residentMebibytes(server.pid);
  // Lets the kernel forget the highest value so far (man 5 proc).
  await writeFile(`/proc/${server.pid}/clear_refs`, '5');
  await using _done = await upload(server, client, file);
  const status = await readFile(`/proc/${server.pid}/status`, 'utf8');
  return Math.max(Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) / 1024 - before, 1);
}

function session(client: ApiClient): string[] {
  return ['-H', `Nano-Session: ${client.session}`];
}

async function curl(args: readonly string[]): Promise<string> {
  const { stdout } = await run('curl', ['-sSf', ...args]);
  return stdout;
}
