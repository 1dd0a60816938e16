/** OpenAPI 3.1 documents out of the tables of routes. @see https://spec.openapis.org/oas/v3.1.0 */
import { z } from 'zod';
import { controlPlaneVersion } from '../../system/version.ts';
import type { DescribedApi, DescribedOperation } from './describe.ts';

interface Json {
  readonly [key: string]: unknown;
}

export function openApiDocument(api: DescribedApi): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const [key, operation] of Object.entries(api.operations)) {
    const [method = '', path = ''] = key.split(' ');
    const full = `${api.base}${path}`;
    paths[full] = { ...paths[full], [method.toLowerCase()]: describe(method, path, operation) };
  }
  return {
    openapi: '3.1.0',
    info: { title: api.title, version: controlPlaneVersion, description: api.description },
    'x-listener': api.listener,
    security: [{ credential: [] }, { bearer: [] }],
    paths,
    components: {
      securitySchemes: {
        credential: { type: 'apiKey', in: 'header', name: api.credential },
        bearer: { type: 'http', scheme: 'bearer', description: 'An API token.' },
      },
      schemas: { Answer: api.answer, Error: api.error },
    },
  };
}

function describe(method: string, path: string, operation: DescribedOperation): Json {
  const { summary, body, query, status = 200, file, open } = operation;
  const parameters = [...pathParameters(path), ...(query ? queryParameters(query) : [])];
  return {
    operationId: operationId(method, path),
    summary: summary.charAt(0).toUpperCase() + summary.slice(1),
    tags: [path.split('/').find((part) => part !== '' && part !== 'v3') ?? 'versions'],
    ...(open && { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: json(inputSchema(body)) }),
    ...(file === 'upload' && { requestBody: { content: { 'multipart/form-data': { schema: fileForm } } } }),
    responses: {
      [status]: { description: 'Success', ...(status !== 204 && answer(file)) },
      default: { description: 'Failure', ...json(reference('Error')) },
    },
  };
}

const fileForm = { type: 'object', additionalProperties: { type: 'string', format: 'binary' } };

function answer(file: DescribedOperation['file']): Json {
  if (file === 'download') return { content: { 'application/octet-stream': {} } };
  return json(reference('Answer'));
}

function json(schema: Json): Json {
  return { content: { 'application/json': { schema } } };
}

function reference(name: string): Json {
  return { $ref: `#/components/schemas/${name}` };
}

function pathParameters(path: string): Json[] {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  return names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
}

function queryParameters(schema: z.ZodType): Json[] {
  const { properties = {}, required = [] } = inputSchema(schema) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: property,
  }));
}

/** As the caller sends it: before defaults and conversions. */
function inputSchema(schema: z.ZodType): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
}

/** E.g. `get_cells_cell`. */
function operationId(method: string, path: string): string {
  return [method.toLowerCase(), ...(path.match(/\w+/g) ?? ['root'])].join('_');
}
