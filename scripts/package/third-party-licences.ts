import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
}

/** The licences of all npm packages that the programs are made of, one after the other. */
export async function thirdPartyLicences(root: string): Promise<string> {
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>;
  };
  const parts: string[] = [];
  for (const [path, { version, license, dev }] of Object.entries(lock.packages)) {
    if (path === '' || dev === true) continue;
    const texts = await licenceTexts(join(root, path));
    const name = path.replace(/^.*node_modules\//, '');
    parts.push(`== ${name} ${version ?? ''} (${license ?? 'see below'})\n\n${texts.join('\n')}\n`);
  }
  return parts.join('\n');
}

async function licenceTexts(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const wanted = names.filter((name) => /^(licen[cs]e|copying|notice)/i.test(name)).sort();
  return Promise.all(wanted.map((name) => readFile(join(folder, name), 'utf8').catch(() => '')));
}
