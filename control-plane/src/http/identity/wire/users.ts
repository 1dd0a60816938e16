import { z } from 'zod';
import type { User } from '../../../domain/user.ts';
import type { Request } from '../../environment.ts';
import { flag, prose, text } from '../../fields.ts';
import { cleared, enveloped, id, links, name, orElse, queryFlag } from './common.ts';

const mail = text(254);
const description = prose(1_000);
const password = text(4_096);

export const createUserRequest = enveloped('user', {
  name: name(255),
  domain_id: id.nullish(),
  default_project_id: orElse(id, null),
  email: orElse(mail, ''),
  description: orElse(description, ''),
  enabled: orElse(flag(), true),
  password: orElse(password, null),
});

export const modifyUserRequest = enveloped('user', {
  name: name(255).optional(),
  default_project_id: cleared(id, null),
  email: cleared(mail, ''),
  description: cleared(description, ''),
  enabled: flag().optional(),
  password: password.optional(),
});

export const changePasswordRequest = enveloped('user', {
  original_password: password,
  password,
});

export const userQuery = z.object({
  domain_id: z.string().optional(),
  name: z.string().optional(),
  enabled: queryFlag,
});

export function userToWire(c: Request, user: User) {
  return {
    id: user.id,
    name: user.name,
    domain_id: user.domainId,
    enabled: user.enabled,
    email: user.mail || null,
    description: user.description,
    default_project_id: user.defaultProjectId,
    password_expires_at: null,
    options: {},
    links: links(c, `/users/${user.id}`),
  };
}
