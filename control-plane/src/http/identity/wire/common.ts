import { z } from 'zod';
import type { Request } from '../../environment.ts';
import { text } from '../../fields.ts';
import { originOf } from '../dialect.ts';

/** A name of people or projects: any letters, not blank. */
export function name(maxLength: number) {
  return text(maxLength).refine((value) => value.trim() !== '', 'must not be empty');
}

export const id = text(255).min(1, 'must not be empty');

/** Absent and null are alike: the value's default. */
export function orElse<Schema extends z.ZodType, const Value>(schema: Schema, value: Value) {
  return schema.nullish().transform((given) => given ?? value);
}

/** In a change: absent stays, null empties. */
export function cleared<Schema extends z.ZodType, const Value>(schema: Schema, value: Value) {
  return schema
    .nullable()
    .transform((given) => given ?? value)
    .optional();
}

/** The envelope of a request: `{"user": {…}}`. */
export function enveloped<Shape extends z.ZodRawShape>(key: string, shape: Shape) {
  const inner = z.object(shape, 'must be an object');
  return z.object({ [key]: inner }).transform((body) => body[key] as z.output<typeof inner>);
}

/** Truth as query parameters have it; `?enabled` alone is true. */
export const queryFlag = z
  .string()
  .transform((value) => !['0', 'false', 'no', 'off', 'f', 'n'].includes(value.toLowerCase()))
  .optional();

/** A flag that is on when its name is there. */
export const present = queryFlag.transform((value) => value ?? false);

export function links(c: Request, path: string) {
  return { self: `${originOf(c)}/v3${path}` };
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** Without what is absent: a change holds only what was asked for. */
export function defined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Defined<T>;
}
