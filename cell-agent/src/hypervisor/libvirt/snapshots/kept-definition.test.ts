import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { forgetDefinition, keepDefinition } from './kept-definition.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellar-kept-'));
  path = join(folder, 'guest.restore.json');
});
afterEach(async () => await rm(folder, { recursive: true }));

it('gives the same operation what it began with, and another one what is now', async () => {
  expect(await keepDefinition(path, 'one', async () => '<first/>')).toBe('<first/>');
  expect(await keepDefinition(path, 'one', async () => '<second/>')).toBe('<first/>');
  expect(await keepDefinition(path, 'two', async () => '<third/>')).toBe('<third/>');
  await forgetDefinition(path);
  await forgetDefinition(path);
  expect(await keepDefinition(path, 'two', async () => '<fourth/>')).toBe('<fourth/>');
});

it('keeps it for its owner only', async () => {
  await keepDefinition(path, 'one', async () => '<secret/>');
  expect(await readdir(folder)).toEqual(['guest.restore.json']);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});
