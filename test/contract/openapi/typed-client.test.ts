/** A client whose types are generated from the documents works, and its compiler knows what is wrong. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane, testPassword } from '../../support/control-plane.ts';
import { identityAdmin } from '../../support/identity-client.ts';
import { typesOf } from '../../support/openapi-types.ts';

const root = resolve(import.meta.dirname, '../../..');
let folder: string;
let cloud: ControlPlane;
beforeAll(async () => {
  // Inside the repository, where the compiler finds Node's own types.
  folder = mkdtempSync(join(root, 'test/contract/openapi/generated-'));
  for (const name of ['nano', 'cellar', 'identity', 'rs', 'adjutant']) {
    const document = JSON.parse(readFileSync(join(root, `docs/openapi/${name}.json`), 'utf8'));
    writeFileSync(join(folder, `${name}.ts`), typesOf(document));
  }
  writeFileSync(join(folder, 'client.ts'), client);
  writeFileSync(join(folder, 'use.ts'), use);
  cloud = await startControlPlane({ cells: 0 });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await cloud?.[Symbol.asyncDispose]();
});

const client = `
import type { Operations as Cellar } from './cellar.ts';
import type { Operations as Identity } from './identity.ts';
import type { Operations as Nano } from './nano.ts';
import type { Operations as Rs } from './rs.ts';
export type All = Nano & Cellar & Identity & Rs;
type Shape = { path: unknown; query: unknown; body: unknown; answer: unknown };
type Given<Of extends Shape> = Partial<Pick<Of, 'path' | 'query'>> & { body?: Of['body'] };
/** Without a list of operations those of all APIs whose paths differ. */
export function clientOf<Api extends Record<keyof Api, Shape> = All>(origin: string, credential: Record<string, string> = {}) {
  return async <O extends keyof Api & string>(operation: O, given: Given<Api[O]> = {}): Promise<Api[O]['answer']> => {
    const [method, template = ''] = operation.split(' ');
    const values = (given.path ?? {}) as Record<string, string>;
    const path = template.replace(/\\{(\\w+)\\}/g, (_all, name: string) => encodeURIComponent(values[name] ?? ''));
    const query = new URLSearchParams((given.query ?? {}) as Record<string, string>);
    const answer = await fetch(origin + path + '?' + query, {
      method: method ?? 'GET',
      headers: { 'Content-Type': 'application/json', ...credential },
      ...(given.body !== undefined && { body: JSON.stringify(given.body) }),
    });
    return (await answer.json()) as Api[O]['answer'];
  };
}
`;

const use = `
import type { Operations as Adjutant } from './adjutant.ts';
import { type All, clientOf } from './client.ts';
export async function ask(origin: string, token: string): Promise<unknown[]> {
  const call = clientOf<Adjutant>(origin, { 'X-Auth-Token': token });
  const body = { project_name: 'typed', email: 'typed@example.com', setup_network: false };
  const asked = await call('POST /v1/openstack/sign-up', { body });
  const filters = JSON.stringify({ task_type: { exact: 'signup' } });
  const { tasks } = (await call('GET /v1/tasks', { query: { filters, tasks_per_page: '5' } })) as { tasks: { uuid: string }[] };
  const path = { task: tasks[0]?.uuid ?? '' };
  const approved = await call('POST /v1/tasks/{task}', { path, body: { approved: true } });
  return [asked, tasks.length, approved];
}
export async function wrongTask(call: ReturnType<typeof clientOf<Adjutant>>): Promise<void> {
  // @ts-expect-error Only true approves.
  await call('POST /v1/tasks/{task}', { path: { task: 'x' }, body: { approved: false } });
  // @ts-expect-error A name is needed.
  await call('POST /v1/openstack/sign-up', { body: { email: 'typed@example.com' } });
}
export async function work(origin: string, user: string, password: string): Promise<unknown[]> {
  const login = await clientOf(origin)('POST /api/v1/sessions', { body: { user, password } });
  const call = clientOf(origin, { 'Nano-Session': (login.data as { session: string }).session });
  await call('POST /api/v1/compute_pools/{pool}', { path: { pool: 'typed' }, body: { failover: false } });
  const pool = await call('GET /api/v1/compute_pools/{pool}', { path: { pool: 'typed' } });
  const token = await call('POST /cellar/v1/join-tokens', { body: { pool: 'typed', valid_for_s: 60 } });
  const audit = await call('GET /cellar/v1/audit', { query: { action: 'create-pool', limit: '1' } });
  return [pool.data, token, audit];
}
export async function wrong(call: ReturnType<typeof clientOf<All>>): Promise<void> {
  // @ts-expect-error There is no such operation.
  await call('GET /api/v1/compute_pool/{pool}');
  // @ts-expect-error The path has another parameter.
  await call('GET /api/v1/compute_pools/{pool}', { path: { name: 'typed' } });
  // @ts-expect-error A number of seconds.
  await call('POST /cellar/v1/join-tokens', { body: { valid_for_s: 'long' } });
  // @ts-expect-error A name is needed.
  await call('POST /cellar/v1/api-tokens', { body: {} });
  // @ts-expect-error None of the outcomes.
  await call('GET /cellar/v1/audit', { query: { outcome: 'unclear' } });
}
`;

test('the generated types compile, and refuse what the documents do not allow', () => {
  const program = ts.createProgram([join(folder, 'use.ts')], {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2024,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    allowImportingTsExtensions: true,
    types: ['node'],
    skipLibCheck: true,
  });
  const messages = ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ messageText, file }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    );
  expect(messages).toEqual([]);
});

test('the typed client works against a control plane', async () => {
  const { work } = await import(join(folder, 'use.ts'));
  const [pool, token, audit] = await work(cloud.origin, 'admin', testPassword);
  expect(pool).toMatchObject({ name: 'typed' });
  expect(token).toMatchObject({ join_token: { token: expect.stringMatching(/^cellar1\./) } });
  expect(audit).toMatchObject({ audit: [{ action: 'create-pool' }] });
});

test('so does that of Adjutant', async () => {
  const { ask } = await import(join(folder, 'use.ts'));
  const { token } = await identityAdmin(cloud);
  expect(await ask(cloud.adjutant, token)).toEqual([
    { notes: ['task created'] },
    1,
    { notes: ['Created Token.'] },
  ]);
});
