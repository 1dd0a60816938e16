import { chmod, chown, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DomainError } from '../../../../../proto/src/errors.ts';
import type { GuestSpec } from '../../../../../proto/src/model.ts';
import type { Owner } from '../disks/create-disk.ts';
import { runTool } from '../disks/run-tool.ts';
import { hashPassword } from './hash-password.ts';
import { buildNetworkConfig } from './network-config.ts';
import { toYaml } from './to-yaml.ts';
import { buildUserData } from './user-data.ts';

/**
 * Makes the NoCloud disk by which cloud-init sets up the guest, readable by QEMU and root: it holds passwords.
 * @param instance cloud-init sets a system up once for each.
 */
export async function writeSeed(
  path: string,
  spec: GuestSpec,
  owner: Owner,
  instance = spec.id,
): Promise<void> {
  if (spec.cloudInit === null) return;
  const { adminSecret } = spec.cloudInit;
  const passwordHash = adminSecret === '' ? '' : await hashPassword(adminSecret);
  const networkConfig = buildNetworkConfig(spec.interfaces);
  const files: Record<string, string> = {
    'meta-data': toYaml({ 'instance-id': instance, 'local-hostname': spec.hostName || spec.name }),
    'user-data': buildUserData(spec, spec.cloudInit, passwordHash),
    ...(networkConfig === null ? {} : { 'network-config': networkConfig }),
  };
  // Only its owner may look into a folder of mkdtemp's.
  const work = await mkdtemp(join(dirname(path), `${spec.id}.seed.`));
  try {
    for (const [name, text] of Object.entries(files)) await writeFile(join(work, name), text);
    const image = join(work, 'image');
    const paths = Object.keys(files).map((name) => join(work, name));
    await makeIso(['-quiet', '-V', 'cidata', '-r', '-J', '-o', image, ...paths]);
    await chown(image, owner.uid, owner.gid);
    await chmod(image, 0o640);
    await rename(image, path);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** One program under the names that distributions have for it. */
const isoMakers = ['genisoimage', 'xorrisofs', 'mkisofs'];

async function makeIso(args: readonly string[], makers: readonly string[] = isoMakers): Promise<void> {
  const [maker = '', ...others] = makers;
  try {
    await runTool(maker, args);
  } catch (error) {
    const isMissing = error instanceof DomainError && error.reason === 'tool_missing';
    if (!isMissing || others.length === 0) throw error;
    await makeIso(args, others);
  }
}
