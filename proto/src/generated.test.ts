import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { generate } from '../../scripts/proto.ts';

it('the generated code is what the .proto files say: run `npm run proto`', async () => {
  const folder = join(import.meta.dirname, '../gen');
  const { js, dts } = await generate();
  expect(await readFile(join(folder, 'cell.js'), 'utf8')).toBe(js);
  expect(await readFile(join(folder, 'cell.d.ts'), 'utf8')).toBe(dts);
});
