import { z } from 'zod';
import type { Group } from '../../../domain/user.ts';
import { listOf, text } from '../../fields.ts';

/** What is left out is empty, in a modification too. */
export const groupRequest = z.object({
  display: text(200).default(''),
  role: listOf(text(200), 100).default([]),
});

export function groupBriefToWire({ name, display, members }: Group & { readonly members: number }) {
  return { name, display, member: members };
}

export function groupToWire({ name, display, roles, members }: Group & { members: readonly string[] }) {
  return { name, display, role: roles, member: members };
}
