import { readdir, readFile, realpath } from 'node:fs/promises';

/** Names of the host's real disks and network cards: not what is built upon them, which would count twice. */
export async function realDevices(): Promise<{ disks: Set<string>; interfaces: Set<string> }> {
  const [disks, cards] = await Promise.all([real('/sys/block'), real('/sys/class/net')]);
  return { disks, interfaces: cards.size > 0 ? cards : await cables('/sys/class/net') };
}

async function real(folder: string): Promise<Set<string>> {
  const names = await readdir(folder);
  const paths = await Promise.all(names.map((name) => realpath(`${folder}/${name}`).catch(() => '')));
  return new Set(names.filter((_, index) => paths[index] && !paths[index]?.includes('/devices/virtual/')));
}

/** Where a network namespace without a card is the host: its ends of pairs, which lead out of it. */
async function cables(folder: string): Promise<Set<string>> {
  const names = await readdir(folder);
  const leadOut = await Promise.all(names.map((name) => isCable(`${folder}/${name}`)));
  return new Set(names.filter((_, index) => leadOut[index]));
}

/** VLANs and the like have a link as well, and tell their type. */
async function isCable(device: string): Promise<boolean> {
  const read = (file: string) => readFile(`${device}/${file}`, 'utf8').catch(() => '');
  const [own, link, about] = await Promise.all([read('ifindex'), read('iflink'), read('uevent')]);
  return own !== '' && link !== own && !about.includes('DEVTYPE=');
}
