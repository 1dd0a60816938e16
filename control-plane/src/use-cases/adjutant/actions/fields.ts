/** Input of actions; the messages are Django's where clients show them. */
import { z } from 'zod';

const oneLine = /^[^\p{Cc}\p{Cs}\uFFFE\uFFFF]*$/u;

export function line(maxLength: number): z.ZodString {
  return z
    .string('Not a valid string')
    .max(maxLength, `Ensure this field has no more than ${maxLength} characters`)
    .regex(oneLine, 'Must be one line without control characters');
}

export function name(maxLength: number): z.ZodString {
  return line(maxLength).regex(/\S/, 'This field may not be blank');
}

/** Letters, digits and what mail servers take without quoting; nothing that a header or a list of addresses reads differently. */
export const mail = line(254).regex(
  /^[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@[\p{L}\p{N}]([\p{L}\p{N}.-]{0,250}[\p{L}\p{N}])?$/u,
  'Enter a valid email address',
);

export const flag = z.boolean('Must be a valid boolean');

export const roleNames = z
  .array(name(255), 'Expected a list of items')
  .max(50, 'Ensure this field has no more than 50 elements')
  .transform((names) => [...new Set(names)].sort());

export const id = name(255);

/** As prepared, so that what a task keeps can be read back. */
export function textOf(data: Readonly<Record<string, unknown>>, key: string): string {
  const value = data[key];
  return typeof value === 'string' ? value : '';
}

export function listOf(data: Readonly<Record<string, unknown>>, key: string): string[] {
  const value = data[key];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
