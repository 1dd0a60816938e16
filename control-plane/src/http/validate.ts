import type { z } from 'zod';
import { DomainError } from '../../../proto/src/errors.ts';

/** Values of these never appear in a message. */
const secrets = new Set([
  'password',
  'old',
  'new',
  'original_password',
  'admin_secret',
  'secret',
  'nonce',
  'token',
  'new_password',
  'otp',
]);

/**
 * Returns the value in the schema's form.
 * @throws DomainError `invalid` that names the field, its value and what is allowed.
 */
export function validate<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const field = fieldName(issue?.path ?? []);
  throw new DomainError('invalid', sentence(field, issue), { reason: 'bad_request', details: { field } });
}

function sentence(field: string, issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined || field === '') return issue?.message ?? 'the request is malformed';
  if (issue.input === undefined) return `${field} is missing: it ${issue.message}`;
  if (issue.path.some((part) => secrets.has(String(part)))) return `${field} ${issue.message}`;
  return `${field} ${issue.message}, not ${shown(issue.input)}`;
}

function fieldName(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (name, part) =>
      typeof part === 'number' ? `${name}[${part}]` : name === '' ? String(part) : `${name}.${String(part)}`,
    '',
  );
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
