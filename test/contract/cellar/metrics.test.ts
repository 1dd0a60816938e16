/** `/metrics`, and that the dashboard and the alerts ask for what is there. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type ControlPlane, startControlPlane, testPassword } from '../../support/control-plane.ts';
import { createdGuest, guestRequest } from '../../support/nano-guests.ts';
import { poll } from '../../support/poll.ts';

const folder = resolve(import.meta.dirname, '../../../docs/observability');
let cloud: ControlPlane;
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 1 });
  const admin = await cloud.nobody.login('admin', testPassword);
  const [template] = await admin.get('/templates/');
  await createdGuest(admin, guestRequest(template.id, { name: 'measured', auto_start: true }));
});
afterAll(() => cloud?.[Symbol.asyncDispose]());

const read = async () => (await fetch(`${cloud.origin}/metrics`)).text();

test('tells cells, guests, operations, database and images', async () => {
  await poll('the creation has ended', async () =>
    (await read()).includes('kind="create-guest",outcome="done"'),
  );
  await poll('the guest is seen', async () => (await read()).includes('cellar_guests{state="running"} 1'));
  const text = await read();
  for (const line of [
    'cellar_cells{state="alive"} 1',
    'cellar_cells{state="lost"} 0',
    'cellar_operations{state="running"} 0',
    'cellar_operation_seconds_count{kind="create-guest",outcome="done"} 1',
    'cellar_operation_wait_seconds_count{kind="create-guest"} 1',
  ])
    expect(text).toContain(line);
  expect(text).toMatch(/cellar_database_bytes\{file="main"\} [1-9]/);
  expect(text).toMatch(/cellar_image_store_bytes\{kind="free"\} [1-9]/);
});

test('the dashboard and the alerts ask for nothing else', async () => {
  const known = new Set([...(await read()).matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name ?? ''));
  const dashboard = JSON.parse(readFileSync(join(folder, 'dashboard.json'), 'utf8'));
  const alerts = parse(readFileSync(join(folder, 'alerts.yaml'), 'utf8'));
  const asked = [
    ...dashboard.panels.flatMap(({ targets }: { targets: { expr: string }[] }) =>
      targets.map(({ expr }) => expr),
    ),
    ...alerts.groups.flatMap(({ rules }: { rules: { expr: string }[] }) => rules.map(({ expr }) => expr)),
  ];
  expect(asked.length).toBeGreaterThan(12);
  for (const expression of asked) {
    const names = expression.match(/\b(cellar|nodejs|process)_\w+/g) ?? [];
    expect([expression, names.length]).not.toEqual([expression, 0]);
    for (const name of names) expect([...known]).toContain(name.replace(/_(bucket|count|sum)$/, ''));
  }
});
