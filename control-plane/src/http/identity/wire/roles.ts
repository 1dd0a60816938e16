import { z } from 'zod';
import type { IdentityRole } from '../../../domain/identity.ts';
import type { Request } from '../../environment.ts';
import { enveloped, links, name } from './common.ts';

export const createRoleRequest = enveloped('role', { name: name(255) });
export const modifyRoleRequest = enveloped('role', { name: name(255).optional() });
export const roleQuery = z.object({ name: z.string().optional(), domain_id: z.string().optional() });

/** Roles belong to no domain. */
export function roleToWire(c: Request, { id, name: roleName }: IdentityRole) {
  return {
    id,
    name: roleName,
    domain_id: null,
    description: null,
    options: {},
    links: links(c, `/roles/${id}`),
  };
}
