/** A client whose types are generated from the documents works, and its compiler knows what is wrong. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane, testPassword } from '../../support/control-plane.ts';
import { typesOf } from '../../support/openapi-types.ts';

const root = resolve(import.meta.dirname, '../../..');
let folder: string;
let cloud: ControlPlane;
beforeAll(async () => {
  // Inside the repository, where the compiler finds Node's own types.
  folder = mkdtempSync(join(root, 'test/contract/openapi/generated-'));
  for (const name of ['nano', 'cellar', 'identity', 'rs']) {
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
type All = Nano & Cellar & Identity & Rs;
type Given<O extends keyof All> = Partial<Pick<All[O], 'path' | 'query'>> & { body?: All[O]['body'] };
export function clientOf(origin: string, credential: Record<string, string> = {}) {
  return async <O extends keyof All>(operation: O, given: Given<O> = {}): Promise<All[O]['answer']> => {
    const [method, template = ''] = operation.split(' ');
    const values = (given.path ?? {}) as Record<string, string>;
    const path = template.replace(/\\{(\\w+)\\}/g, (_all, name: string) => encodeURIComponent(values[name] ?? ''));
    const query = new URLSearchParams((given.query ?? {}) as Record<string, string>);
    const answer = await fetch(origin + path + '?' + query, {
      method: method ?? 'GET',
      headers: credential,
      ...(given.body !== undefined && { body: JSON.stringify(given.body) }),
    });
    return (await answer.json()) as All[O]['answer'];
  };
}
`;

const use = `
import { clientOf } from './client.ts';
export async function work(origin: string, user: string, password: string): Promise<unknown[]> {
  const login = await clientOf(origin)('POST /api/v1/sessions', { body: { user, password } });
  const call = clientOf(origin, { 'Nano-Session': (login.data as { session: string }).session });
  await call('POST /api/v1/compute_pools/{pool}', { path: { pool: 'typed' }, body: { failover: false } });
  const pool = await call('GET /api/v1/compute_pools/{pool}', { path: { pool: 'typed' } });
  const token = await call('POST /cellar/v1/join-tokens', { body: { pool: 'typed', valid_for_s: 60 } });
  const audit = await call('GET /cellar/v1/audit', { query: { action: 'create-pool', limit: '1' } });
  return [pool.data, token, audit];
}
export async function wrong(call: ReturnType<typeof clientOf>): Promise<void> {
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
