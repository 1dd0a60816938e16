import { z } from 'zod';
import type { User } from '../../../domain/user.ts';
import { text } from '../../fields.ts';

export const modifyUserRequest = z.object({ nick: text(200).default(''), mail: text(254).default('') });

export const createUserRequest = modifyUserRequest.extend({ password: text() });

/** No group is asked for: those in no group are. */
export const userQuery = z.object({
  group: text(200)
    .optional()
    .transform((group) => group || null),
});

export function userToWire({ name, nick, mail }: User) {
  return { name, nick, mail };
}
