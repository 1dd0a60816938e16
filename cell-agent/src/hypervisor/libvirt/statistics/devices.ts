import { readdir, realpath } from 'node:fs/promises';

/** Names of the host's real disks and network cards: not what is built upon them, which would count twice. */
export async function realDevices(): Promise<{ disks: Set<string>; interfaces: Set<string> }> {
  const [disks, interfaces] = await Promise.all([real('/sys/block'), real('/sys/class/net')]);
  return { disks, interfaces };
}

async function real(folder: string): Promise<Set<string>> {
  const names = await readdir(folder);
  const paths = await Promise.all(names.map((name) => realpath(`${folder}/${name}`).catch(() => '')));
  return new Set(names.filter((_, index) => paths[index] && !paths[index]?.includes('/devices/virtual/')));
}
