import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { removeUnfinished } from './remove-unfinished.ts';

const [mine, other] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
const whole = [
  '0.qcow2',
  '1.qcow2',
  'seed.iso',
  'secrets.json',
  'restore.json',
  'serial.log',
  '0.qcow2.received',
];

function filled(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cellar-unfinished-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const id of [mine, other]) {
    for (const end of [...whole, '0.qcow2.part', '1.qcow2.export.qcow2'])
      writeFileSync(join(folder, `${id}.${end}`), '');
    mkdirSync(join(folder, `${id}.seed.a1B2c3`));
    writeFileSync(join(folder, `${id}.seed.a1B2c3`, 'user-data'), '');
  }
  return folder;
}

const endsOf = (folder: string, id: string) =>
  readdirSync(folder)
    .filter((name) => name.startsWith(id))
    .map((name) => name.slice(id.length + 1))
    .sort();

test('what is not complete goes, all else stays', async () => {
  const folder = filled();
  await removeUnfinished(folder);
  for (const id of [mine, other]) expect(endsOf(folder, id)).toEqual([...whole].sort());
});

test('of the named guests only', async () => {
  const folder = filled();
  await removeUnfinished(folder, [mine]);
  expect(endsOf(folder, mine)).toEqual([...whole].sort());
  expect(endsOf(folder, other)).toHaveLength(whole.length + 3);
});

test('a folder that is not there has none', async () => {
  await removeUnfinished('/nonexistent/cellar');
});
