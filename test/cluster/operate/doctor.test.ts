import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCellar } from '../../support/cellar-program.ts';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { poll } from '../../support/poll.ts';

let cloud: ControlPlane;
let words: string[];
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 2 });
  const data = dirname(cloud.databasePath);
  chmodSync(data, 0o700);
  const configuration = join(data, 'test.yaml');
  const nano = `{ port: ${new URL(cloud.origin).port} }`;
  const cells = '{ listen: 127.0.0.1, port: 0, advertise: 127.0.0.1 }';
  const others = 'identity: { port: 0 }\nrs: { port: 0 }\nbroker: { port: 0 }\nadjutant: { port: 0 }\n';
  writeFileSync(configuration, `data: ${data}\nnano: ${nano}\ncells: ${cells}\n${others}`);
  words = ['doctor', '--config', configuration];
  await poll('the cells are kept in mind', () =>
    /cell-1.*cell-2/s.test(readFileSync(join(data, 'cells.json'), 'utf8')),
  );
});
afterAll(() => cloud?.[Symbol.asyncDispose]());

test('the doctor of a running installation sees its listeners and its cells', async () => {
  const { out, code } = await runCellar(words);
  expect(out).toMatch(/^ok +data_folder +.*in use by a control plane$/m);
  expect(out).toMatch(/^ok +ports +nano: port \d+ on 127.0.0.1 answers$/m);
  for (const name of ['cell-1', 'cell-2']) expect(out).toContain(`cell ${name} answers, version`);
  expect(out).not.toMatch(/^error/m);
  expect(code).toBeLessThan(2);
});

test('a clock that is off is found at every cell', async () => {
  const { out, code } = await runCellar(['--json', ...words], undefined, { by: ['faketime', '-f', '+5m'] });
  const { findings } = JSON.parse(out) as { findings: { check: string; level: string; message: string }[] };
  const ofTime = findings.filter(({ check }) => check === 'time');
  expect(ofTime.map(({ level, message }) => `${level} ${message.replace(/\d+ s/, 'N s')}`)).toEqual([
    'error the clock of cell cell-1 is N s behind',
    'error the clock of cell cell-2 is N s behind',
  ]);
  expect(code).toBe(2);
});
