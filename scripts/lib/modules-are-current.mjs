// Exits with 0 when node_modules holds what package-lock.json asks for, else with 1.
// npm writes node_modules/.package-lock.json when an installation is complete. Runs on Node 18 too.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');

function packages(path) {
  try {
    return JSON.parse(readFileSync(resolve(root, path), 'utf8')).packages;
  } catch {
    return {};
  }
}

const wanted = Object.entries(packages('package-lock.json')).filter(([path]) => path !== '');
const installed = packages('node_modules/.package-lock.json');
const current = wanted.every(([path, entry]) => {
  const found = installed[path];
  return found === undefined ? entry.optional === true : found.version === entry.version;
});
process.exit(current && existsSync(resolve(root, 'node_modules/.bin/node')) ? 0 : 1);
