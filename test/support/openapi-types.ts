/** TypeScript types out of an OpenAPI document, as generators of clients make them. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

interface Operation {
  readonly parameters?: readonly { name: string; in: string; required?: boolean; schema: Schema }[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}

/** A module with `Answer`, `Error` and `Operations`: what each operation takes and gives. */
export function typesOf({ paths, components }: OpenApiDocument): string {
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) => `export type ${name} = ${typeOf(schema)};`,
  );
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => {
      const parameters = (place: string) => {
        const own = (one.parameters ?? []).filter((parameter) => parameter.in === place);
        return `{ ${own.map(({ name, required, schema }) => `${JSON.stringify(name)}${required ? '' : '?'}: ${typeOf(schema)};`).join(' ')} }`;
      };
      const body = typeOfContent(one.requestBody) ?? 'undefined';
      const success = Object.entries(one.responses).find(([status]) => status !== 'default')?.[1];
      const answer = typeOfContent(success) ?? 'undefined';
      const key = JSON.stringify(`${method.toUpperCase()} ${path}`);
      return `  ${key}: { path: ${parameters('path')}; query: ${parameters('query')}; body: ${body}; answer: ${answer} };`;
    }),
  );
  return `${schemas.join('\n')}\nexport interface Operations {\n${operations.join('\n')}\n}\n`;
}

function typeOfContent(content: Content | undefined): string | undefined {
  const schema = content?.content?.['application/json']?.schema;
  return schema && typeOf(schema);
}

function typeOf(schema: Schema): string {
  const { $ref, type, properties, required = [], items, additionalProperties } = schema;
  if ($ref !== undefined) return $ref.split('/').at(-1) ?? 'unknown';
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ');
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return options.map((one) => `(${typeOf(one)})`).join(' | ');
  if (schema.allOf) return schema.allOf.map((one) => `(${typeOf(one)})`).join(' & ');
  if (typeof type === 'object') return type.map((one) => `(${typeOf({ ...schema, type: one })})`).join(' | ');
  if (type === 'array') return `(${items ? typeOf(items) : 'unknown'})[]`;
  if (type === 'integer') return 'number';
  if (type === 'object') {
    const fields = Object.entries(properties ?? {}).map(
      ([name, one]) => `${JSON.stringify(name)}${required.includes(name) ? '' : '?'}: ${typeOf(one)};`,
    );
    const more = typeof additionalProperties === 'object' ? typeOf(additionalProperties) : 'unknown';
    if (fields.length === 0) return `{ [key: string]: ${more} }`;
    return `{ ${fields.join(' ')} }`;
  }
  return type ?? 'unknown';
}
