import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPasswordScript } from './password-script.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cellar-script-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function script(body: string, mode = 0o700, timeoutMs = 10_000) {
  const path = join(folder, 'script');
  writeFileSync(path, `#!/bin/sh\n${body}\n`, { mode });
  return createPasswordScript(path, timeoutMs);
}

const change = { user: "o'neil; touch x", old: 'Old-2024 $x', new: 'New-2025 "y"' };

test('is given the name as argument and the passwords as input, without a shell', async () => {
  const out = join(folder, 'out');
  await script(`echo "$1" > ${out}; cat >> ${out}; env | grep -c . >> ${out}`).run(change);
  const [user, old, next] = readFileSync(out, 'utf8').split('\n');
  expect([user, old, next]).toEqual([change.user, change.old, change.new]);
});

test('may leave its input unread', async () => {
  await script('exec 0<&-; exit 0').run(change);
});

test('refuses by its exit code', async () => {
  await expect(script('exit 1').run(change)).rejects.toMatchObject({
    code: 'conflict',
    reason: 'password_script_failed',
  });
});

test('that is missing, or no program, is told as such', async () => {
  const missing = { code: 'unsupported', reason: 'password_script_missing' };
  await expect(createPasswordScript(join(folder, 'none'), 1000).run(change)).rejects.toMatchObject(missing);
  await expect(script('exit 0', 0o600).run(change)).rejects.toMatchObject(missing);
});

test('that hangs is ended', async () => {
  await expect(script('exec sleep 60', 0o700, 300).run(change)).rejects.toMatchObject({ code: 'timeout' });
});
