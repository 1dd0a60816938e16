import { createHash } from 'node:crypto';
import type { Plain } from '../../../domain/adjutant.ts';
import type { TaskType } from '../../ports/index.ts';
import { fieldErrors } from '../errors.ts';
import { actionNamed } from './known.ts';

/** What each action takes of the input, in its form. @throws DomainError `invalid` that names every wrong field. */
export function validateInput(type: TaskType, input: Plain): Plain[] {
  const faults = new Map<string, string[]>();
  const data = type.actions.map((name) => {
    const result = actionNamed(name).input.safeParse(input, { reportInput: true });
    if (result.success) return result.data;
    for (const issue of result.error.issues) {
      const field = String(issue.path[0] ?? 'non_field_errors');
      const text = issue.input === undefined ? 'This field is required.' : sentence(issue.message);
      faults.set(field, [...new Set([...(faults.get(field) ?? []), text])]);
    }
    return {};
  });
  if (faults.size > 0) throw fieldErrors(Object.fromEntries(faults));
  return data;
}

/** The same for the same request, in whatever order its keys came. */
export function duplicateKeyOf(type: TaskType, data: readonly Plain[]): string {
  return createHash('sha256')
    .update(canonical([type.name, type.actions, data]))
    .digest('hex');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join()}}`;
}

function sentence(message: string): string {
  return /[.!]$/.test(message) ? message : `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
}
