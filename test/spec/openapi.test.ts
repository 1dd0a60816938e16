/** The OpenAPI documents say what the control plane serves. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pino from 'pino';
import { describe, expect, test } from 'vitest';
import { createAdjutantApp } from '../../control-plane/src/http/adjutant/app.ts';
import { createBrokerApp } from '../../control-plane/src/http/broker/app.ts';
import { createCellarApp } from '../../control-plane/src/http/cellar/app.ts';
import { createHttpCommon } from '../../control-plane/src/http/common.ts';
import { createIdentityApp } from '../../control-plane/src/http/identity/app.ts';
import { createNanoApp } from '../../control-plane/src/http/nano/app.ts';
import { describedApis } from '../../control-plane/src/http/openapi/apis.ts';
import { openApiDocument } from '../../control-plane/src/http/openapi/document.ts';
import { createRsApp } from '../../control-plane/src/http/rs/app.ts';
import type { Ports } from '../../control-plane/src/use-cases/ports/index.ts';
import { startControlPlane } from '../support/control-plane.ts';

const folder = resolve(import.meta.dirname, '../../docs/openapi');

/** Routes alone: nothing is called. */
function apps() {
  const common = createHttpCommon(pino({ level: 'silent' }));
  const ports = {} as Ports;
  const options = { ports, common, attempts: common.attempts, trustedProxies: [], endpoints: () => ({}) };
  return {
    nano: createNanoApp({ ...options, cors: false }),
    cellar: createCellarApp(options),
    identity: createIdentityApp({ ...options, region: 'here' }),
    rs: createRsApp(options),
    broker: createBrokerApp({
      ...options,
      cors: false,
      guard: { from: [], secret: null },
      gateway: () => '',
      cloudUrl: () => '',
    }),
    adjutant: createAdjutantApp({ ...options, openRequests: 1 }),
  };
}

describe.each(Object.entries(apps()))('the document of %s', (name, app) => {
  const api = describedApis[name];
  if (api === undefined) throw new Error(`${name} has no document`);

  test('has every route of the API and no other', () => {
    const routes = app.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => {
        const bare = path.slice(api.base.length) || '/';
        return `${method} ${bare.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}')}`;
      });
    expect(Object.keys(api.operations).toSorted()).toEqual([...new Set(routes)].toSorted());
  });

  test('is the one in docs/openapi; npm run openapi writes it', () => {
    const written = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
    expect(JSON.parse(JSON.stringify(openApiDocument(api)))).toEqual(written);
  });

  test('names each operation once, and tells what each does', () => {
    const ids = Object.values(
      openApiDocument(api).paths as Record<string, Record<string, { operationId: string }>>,
    )
      .flatMap((methods) => Object.values(methods))
      .map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [key, { summary }] of Object.entries(api.operations))
      expect([key, summary]).toEqual([key, expect.stringMatching(/^\w.*\w$/)]);
  });
});

test('documents and the pages that show them are served to anybody', async () => {
  await using cloud = await startControlPlane({ cells: 0 });
  for (const name of Object.keys(describedApis)) {
    const served = await fetch(`${cloud.origin}/openapi/${name}.json`);
    expect(await served.json()).toEqual(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')));
    const page = await fetch(`${cloud.origin}/docs/${name}`);
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
    expect(await page.text()).toContain(describedApis[name]?.title);
  }
  expect((await fetch(`${cloud.origin}/docs`)).url).toBe(`${cloud.origin}/docs/nano`);
  expect((await fetch(`${cloud.origin}/openapi/none.json`)).status).toBe(404);
});
