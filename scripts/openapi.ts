/** Writes the OpenAPI documents that the control plane serves into docs/openapi: `npm run openapi`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describedApis } from '../control-plane/src/http/openapi/apis.ts';
import { openApiDocument } from '../control-plane/src/http/openapi/document.ts';

const folder = resolve(import.meta.dirname, '../docs/openapi');
mkdirSync(folder, { recursive: true });
for (const [name, api] of Object.entries(describedApis))
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(openApiDocument(api), null, 2)}\n`);
