import type { z } from 'zod';
import { readJsonObject } from './body.ts';
import type { Request } from './environment.ts';
import { validate } from './validate.ts';

/** The validated body; unknown keys are left out. @throws DomainError `invalid`. */
export async function readBody<Schema extends z.ZodType>(
  c: Request,
  schema: Schema,
): Promise<z.output<Schema>> {
  return validate(schema, await readJsonObject(c));
}

/** The decoded path parameter. */
export function pathParameter(c: Request, name: string): string {
  return c.req.param(name) ?? '';
}
