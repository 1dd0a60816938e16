import { z } from 'zod';
import type { Domain } from '../../../domain/identity.ts';
import type { Request } from '../../environment.ts';
import { flag, prose } from '../../fields.ts';
import { cleared, defined, enveloped, links, name, orElse, queryFlag } from './common.ts';

const description = prose(10_000);

export const createDomainRequest = enveloped('domain', {
  name: name(64),
  description: orElse(description, ''),
  enabled: orElse(flag(), true),
});

export const modifyDomainRequest = enveloped('domain', {
  name: name(64).optional(),
  description: cleared(description, ''),
  enabled: flag().optional(),
}).transform(defined);

export const domainQuery = z.object({ name: z.string().optional(), enabled: queryFlag });

export function domainToWire(c: Request, domain: Domain) {
  return {
    id: domain.id,
    name: domain.name,
    description: domain.description,
    enabled: domain.enabled,
    tags: [],
    options: {},
    links: links(c, `/domains/${domain.id}`),
  };
}
