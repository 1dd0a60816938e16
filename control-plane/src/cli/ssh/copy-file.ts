import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DomainError } from '../../../../proto/src/errors.ts';
import { commandOf, type RemoteHost } from './remote-host.ts';

/** In the user's home, for that user only: others could put theirs in the place of what root then installs. */
export const copyFolder = '$HOME/.cache/cellar';

export interface CopiedFile {
  /** On the host. */
  readonly path: string;
  /** 0: it was there already. */
  readonly copiedBytes: number;
}

/**
 * Copies a file to the host, from where an earlier copy of the same content broke off.
 * @param onProgress gets how many of its bytes are there.
 * @throws DomainError `cell_unreachable` (`ssh_lost`), `unsupported` (`copy_damaged`).
 */
export async function copyFile(
  host: RemoteHost,
  file: string,
  onProgress: (bytes: number) => void = () => undefined,
): Promise<CopiedFile> {
  const sha256 = await sha256Of(file);
  const { size } = await stat(file);
  const name = basename(file);
  // Only the same content goes on from there.
  const place = `folder=${copyFolder}/${sha256.slice(0, 16)}; file="$folder"/'${name}'`;
  const looked = await host.run(`umask 077; ${place}; mkdir -p "$folder"; chmod 700 ${copyFolder}
[ -e "$file" ] && { echo whole; echo "$file"; exit; }
stat -c %s "$file.part" 2>/dev/null || echo 0; echo "$file"`);
  const [there = '0', path = ''] = looked.split('\n');
  if (there === 'whole') {
    onProgress(size);
    return { path, copiedBytes: 0 };
  }
  const offset = Math.min(Number(there), size);
  await send(host, { file, path: `${path}.part`, offset, onProgress });
  const ended = await host.attempt(`${place}
[ "$(sha256sum < "$file.part" | cut -c -64)" = ${sha256} ] || { rm -f "$file.part"; exit 9; }
mv "$file.part" "$file"`);
  if (ended.code === 0) return { path, copiedBytes: size - offset };
  throw new DomainError(
    'unsupported',
    `${name} came damaged to ${host.destination.host}: run the command again`,
    {
      reason: 'copy_damaged',
    },
  );
}

interface Sending {
  readonly file: string;
  readonly path: string;
  readonly offset: number;
  readonly onProgress: (bytes: number) => void;
}

async function send(host: RemoteHost, { file, path, offset, onProgress }: Sending): Promise<void> {
  // At its place, not at the end: of a connection that broke, the writer may still be there.
  const write = `umask 077; exec dd of='${path}' bs=64k iflag=fullblock oflag=seek_bytes seek=${offset} conv=notrunc status=none`;
  const { input, ended } = await host.open(commandOf(write));
  let sent = offset;
  const source = createReadStream(file, { start: offset });
  source.on('data', (chunk) => {
    sent += chunk.length;
    onProgress(sent);
  });
  // A channel that breaks is told by `ended`, with the reason.
  await pipeline(source, input).catch(() => input.close());
  const { code, complaint } = await ended;
  if (code === 0) return;
  throw new DomainError(
    'unsupported',
    `${host.destination.host} could not keep the file: ${complaint.trim()}`,
    {
      reason: 'copy_failed',
    },
  );
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
