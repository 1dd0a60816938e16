import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCertificateRequest } from '../../../cell-agent/src/identity/certificate-request.ts';
import { openAuthority } from '../../../control-plane/src/cells/authority.ts';
import { imageContent, lawCellId, lawImage, lawMedia, lawTargetId, mediaContent } from './samples.ts';

/** The authority, the image's file and the cells' keys, which all worlds share. */
async function makeGround() {
  const folder = await mkdtemp(join(tmpdir(), 'cellar-laws-'));
  const clock = { nowMs: () => Date.now() };
  const authority = await openAuthority({ folder: join(folder, 'pki'), hosts: ['127.0.0.1'], clock });
  const keysOf = async (id: string) => {
    const { key, request } = await createCertificateRequest(id);
    return { key, certificate: await authority.certifyCell(request, id) };
  };
  const keys: Record<string, { key: string; certificate: string }> = {
    [lawCellId]: await keysOf(lawCellId),
    [lawTargetId]: await keysOf(lawTargetId),
  };
  await writeFile(join(folder, lawImage.id), imageContent);
  await writeFile(join(folder, lawMedia.id), mediaContent);
  return { folder, clock, authority, keys };
}
export type Ground = Awaited<ReturnType<typeof makeGround>>;
let ground: Promise<Ground> | undefined;

export function sharedGround(): Promise<Ground> {
  ground ??= makeGround();
  return ground;
}

export async function removeGround(): Promise<void> {
  const made = await ground;
  if (made !== undefined) await rm(made.folder, { recursive: true, force: true });
}
