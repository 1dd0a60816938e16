/** Values as clients of this API write them. */
import { z } from 'zod';
import { wholeNumber } from '../../fields.ts';

const truths = new Map<unknown, boolean>([
  ...['true', '1', 'yes', 'on'].map((word) => [word, true] as const),
  ...['false', '0', 'no', 'off'].map((word) => [word, false] as const),
]);

/** `true`, `"True"`, `"1"`, 1 and their opposites. @returns undefined for anything else. */
export function truthOf(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  return truths.get(
    typeof value === 'string' ? value.toLowerCase() : value === 1 || value === 0 ? String(value) : null,
  );
}

export function truth() {
  return z.unknown().transform((value, check) => {
    const known = truthOf(value);
    if (known !== undefined) return known;
    check.addIssue({ code: 'custom', message: 'must be true or false', input: value });
    return z.NEVER;
  });
}

/** A number, or its digits. */
export function count(min: number, max: number) {
  const digits = z.preprocess(
    (value) => (typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value),
    wholeNumber(min, max),
  );
  return digits;
}

/** The envelope of a request: `{"project": {…}}`. */
export function enveloped<Shape extends z.ZodRawShape>(key: string, shape: Shape) {
  const inner = z.object(shape, 'must be an object');
  return z.object({ [key]: inner }).transform((body) => body[key] as z.output<typeof inner>);
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** Without what is absent: a change holds only what was asked for. */
export function defined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Defined<T>;
}

/** UTC, with a zone or without. */
export function time() {
  return z
    .string('must be a time')
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z?$/, 'must be a time like 2018-10-31T12:59:43')
    .transform((value) => Date.parse(value.endsWith('Z') ? value : `${value}Z`))
    .refine(Number.isFinite, 'must be a time');
}

/** UTC without a zone, as Python writes it. */
export function toTime(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 19);
}
