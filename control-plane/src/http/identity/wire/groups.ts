import { z } from 'zod';
import type { Group } from '../../../domain/user.ts';
import type { Request } from '../../environment.ts';
import { prose } from '../../fields.ts';
import { cleared, enveloped, id, links, name, orElse } from './common.ts';

const description = prose(1_000);

export const createGroupRequest = enveloped('group', {
  name: name(64),
  domain_id: id.nullish(),
  description: orElse(description, ''),
});

export const modifyGroupRequest = enveloped('group', {
  name: name(64).optional(),
  description: cleared(description, ''),
});

export const groupQuery = z.object({ domain_id: z.string().optional(), name: z.string().optional() });

export function groupToWire(c: Request, group: Group) {
  return {
    id: group.id,
    name: group.name,
    domain_id: group.domainId,
    description: group.display,
    links: links(c, `/groups/${group.id}`),
  };
}
