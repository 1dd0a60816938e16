import { z } from 'zod';
import type { Project } from '../../../domain/identity.ts';
import type { Request } from '../../environment.ts';
import { flag, listOf, prose, text } from '../../fields.ts';
import { cleared, defined, enveloped, id, links, name, orElse, present, queryFlag } from './common.ts';

const description = prose(10_000);
const tags = listOf(text(255).regex(/^[^,/]+$/, 'must be a tag without commas and slashes'), 80).transform(
  (given) => [...new Set(given)],
);

export const createProjectRequest = enveloped('project', {
  name: name(64),
  domain_id: id.nullish(),
  parent_id: orElse(id, null),
  description: orElse(description, ''),
  enabled: orElse(flag(), true),
  is_domain: orElse(flag(), false),
  tags: orElse(tags, []),
});

export const modifyProjectRequest = enveloped('project', {
  name: name(64).optional(),
  description: cleared(description, ''),
  enabled: flag().optional(),
  tags: tags.optional(),
}).transform(defined);

export const projectQuery = z.object({
  domain_id: z.string().optional(),
  name: z.string().optional(),
  parent_id: z.string().optional(),
  enabled: queryFlag,
  is_domain: queryFlag,
  tags: z.string().optional(),
  'tags-any': z.string().optional(),
  'not-tags': z.string().optional(),
  'not-tags-any': z.string().optional(),
});

/** Whether the project has the tags that the query asks for. */
export function hasWantedTags(query: z.output<typeof projectQuery>): (project: Project) => boolean {
  const wanted = (text: string | undefined) => text?.split(',') ?? null;
  const [all, any] = [wanted(query.tags), wanted(query['tags-any'])];
  const [notAll, notAny] = [wanted(query['not-tags']), wanted(query['not-tags-any'])];
  return ({ tags: own }) =>
    (all?.every((tag) => own.includes(tag)) ?? true) &&
    (any?.some((tag) => own.includes(tag)) ?? true) &&
    !(notAll?.every((tag) => own.includes(tag)) ?? false) &&
    !(notAny?.some((tag) => own.includes(tag)) ?? false);
}

/** A project may be asked for with the projects above and below it. */
export const treeQuery = z.object({
  parents_as_list: present,
  subtree_as_list: present,
  parents_as_ids: present,
  subtree_as_ids: present,
});

/** Keystone's projects without a parent name their domain as such. */
export function projectToWire(c: Request, project: Project) {
  return {
    id: project.id,
    name: project.name,
    domain_id: project.isDomain ? null : project.domainId,
    parent_id: project.isDomain ? null : (project.parentId ?? project.domainId),
    description: project.description,
    enabled: project.enabled,
    is_domain: project.isDomain,
    tags: project.tags,
    options: {},
    links: links(c, `/projects/${project.id}`),
  };
}

type Ids = { readonly [id: string]: Ids | null };

/** `{"parent": {"grandparent": null}}`; null for none. @param above the nearest first. */
export function idsAbove(above: readonly Project[]): Ids | null {
  const [nearest, ...others] = above;
  return nearest === undefined ? null : { [nearest.id]: idsAbove(others) };
}

/** `{"child": {"grandchild": null}, "other child": null}`; null for none. */
export function idsBelow(parentId: string, below: readonly Project[]): Ids | null {
  const children = below.filter((project) => project.parentId === parentId);
  if (children.length === 0) return null;
  return Object.fromEntries(children.map(({ id: child }) => [child, idsBelow(child, below)]));
}
