/** Building blocks of request schemas; each message completes the sentence "<field> …, not <value>". */
import { z } from 'zod';

/** Neither control characters nor halves of characters: no cell, no XML and no protocol buffer carries them. */
const oneLine = /^[^\p{Cc}\p{Cs}\uFFFE\uFFFF]*$/u;
/** The same, with line feeds and tabs. */
const manyLines = /^[\t\n\x20-\x7E\x80-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u;

/** One line of text. */
export function text(maxLength = 1000): z.ZodString {
  return limitedText(maxLength).regex(oneLine, 'must be one line without control characters');
}

/** Text for people, of several lines perhaps. */
export function prose(maxLength = 1000): z.ZodString {
  return limitedText(maxLength).regex(manyLines, 'must have no control characters');
}

function limitedText(maxLength: number): z.ZodString {
  return z.string('must be text').max(maxLength, `must have at most ${maxLength} characters`);
}

export function requiredText(maxLength = 1000): z.ZodString {
  return text(maxLength).min(1, 'must not be empty');
}

/** Finite, without a fraction, at most 2^53 - 1. */
export function wholeNumber(min = 0, max = Number.MAX_SAFE_INTEGER): z.ZodInt {
  const message = `must be a whole number from ${min} to ${max}`;
  return z.int(message).min(min, message).max(max, message);
}

export function flag(): z.ZodBoolean {
  return z.boolean('must be true or false');
}

export function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, `must be one of ${values.join(', ')}`);
}

export function listOf<Item extends z.ZodType>(item: Item, maxLength: number): z.ZodArray<Item> {
  return z.array(item, 'must be a list').max(maxLength, `must have at most ${maxLength} entries`);
}

/** Clients send `""` for what is not chosen. */
export function optionalId(maxLength = 100) {
  return text(maxLength)
    .optional()
    .transform((value) => (value === undefined || value === '' ? null : value));
}

/** A query parameter of digits. */
export function digits(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, message)
    .transform(Number)
    .pipe(wholeNumber(min, max));
}
