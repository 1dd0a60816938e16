import { z } from 'zod';
import { releasePolicies } from '../../../domain/desktop.ts';
import { timeoutActions } from '../../../domain/session-timeouts.ts';
import type { FoundDesktopProject } from '../../../use-cases/desktops/desktop-access.ts';
import { networkId } from '../../../use-cases/networks/find-network.ts';
import { volumeTypeId } from '../../../use-cases/volume-types/find-volume-type.ts';
import { listOf, oneOf, prose, requiredText, text } from '../../fields.ts';
import { accessCalendar, calendarToWire, maintenance, timeoutsToWire, toTimeouts } from './desktop-life.ts';
import { count, defined, enveloped, truth } from './fields.ts';
import { id } from './ids.ts';
import { initScript } from './init-script.ts';
import { modeToWire, operationMode } from './modes.ts';

const name = requiredText(64).refine((value) => value.trim() !== '', 'must not be empty');
const description = prose(10_000);
const tag = text(255).regex(/^[^,/]*$/, 'must be a tag without commas and slashes');
const tags = z
  .union([listOf(tag, 80), text(5_000).transform((one) => one.split(',').map((part) => part.trim()))])
  .transform((given) => [...new Set(given.filter((one) => one !== ''))]);

/** At most a year. */
const seconds = count(1, 31_536_000);

const settings = {
  network_id: id().nullable().optional(),
  availability_zone: text(64)
    .nullable()
    .optional()
    .transform((zone) => (zone === '' ? null : zone)),
  instance_init_script: initScript().nullable().optional(),
  min_reserve_vm: count(0, 10_000).nullable().optional(),
  instance_name_pattern: requiredText(200).nullable().optional(),
  user_volume_enabled: truth().nullish(),
  volume_size: count(1, 65_536).nullable().optional(),
  volume_type_id: id().nullable().optional(),
  on_release: oneOf(releasePolicies).optional(),
  max_users_per_vm: count(1, 10_000).nullable().optional(),
  reserve_shrink: truth().nullish(),
  volatile: truth().nullish(),
  idle_timeout: seconds.nullable().optional(),
  disconnect_timeout: seconds.nullable().optional(),
  max_session_length: seconds.nullable().optional(),
  timeout_action: oneOf(timeoutActions).optional(),
  access_calendar: accessCalendar().nullable().optional(),
  maintenance: maintenance().nullable().optional(),
};

export const createProjectRequest = enveloped('project', {
  name,
  enabled: truth().nullish(),
  description: description.nullish(),
  parent_id: id().nullish(),
  is_domain: truth().nullish(),
  tags: tags.nullish(),
  domain_id: id().nullish(),
  flavor_id: id(),
  image_id: id(),
  operation_mode: operationMode().nullish(),
  ...settings,
});

export const modifyProjectRequest = enveloped('project', {
  name: name.optional(),
  enabled: truth().optional(),
  description: description.nullable().optional(),
  domain_id: id().optional(),
  tags: tags.nullable().optional(),
  flavor_id: id().optional(),
  image_id: id().optional(),
  ...settings,
});

export const projectQuery = z.object({
  name: z.string().optional(),
  enabled: truth().optional(),
  domain: z.string().optional(),
  user: id().optional(),
  operation_mode: operationMode().optional(),
});

export const objectQuery = z.object({ with_os_object: truth().optional() });

export const forceQuery = z.object({ force: truth().optional() });

type Create = z.output<typeof createProjectRequest>;
type Modify = z.output<typeof modifyProjectRequest>;

/** What both requests say of the desktops; what is absent is absent. */
export function toSettings(request: Pick<Create | Modify, keyof typeof settings>) {
  return defined({
    networkId: request.network_id,
    zone: request.availability_zone,
    initScript: request.instance_init_script,
    minReserve: request.min_reserve_vm,
    namePattern: request.instance_name_pattern,
    userVolumes: request.user_volume_enabled ?? undefined,
    volumeSizeGiB: request.volume_size,
    volumeTypeId: request.volume_type_id,
    onRelease: request.on_release,
    maxUsersPerServer: request.max_users_per_vm,
    reserveShrink: request.reserve_shrink ?? undefined,
    volatile: request.volatile ?? undefined,
    timeouts: toTimeouts(request),
    accessCalendar: request.access_calendar,
    maintenance: request.maintenance,
  });
}

export function toModification({ flavor_id, image_id, domain_id, ...request }: Modify) {
  const { name: newName, enabled, tags: newTags, description: text } = request;
  return {
    project: defined({
      name: newName,
      enabled,
      tags: newTags === null ? [] : newTags,
      description: text === null ? '' : text,
    }),
    domainId: domain_id,
    settings: { ...toSettings(request), ...defined({ flavorId: flavor_id, imageId: image_id }) },
  };
}

/** As lists have it. */
export function projectToWire({ project, desktop }: FoundDesktopProject) {
  return {
    id: project.id,
    image_id: desktop.imageId,
    flavor_id: desktop.flavorId,
    network_id: desktop.network && networkId(desktop.network),
    availability_zone: desktop.zone,
    operation_mode: modeToWire(desktop.mode),
    user_volume_enabled: desktop.userVolumes,
    volume_size: desktop.volumeSizeGiB,
    volume_type_id: desktop.volumeType && volumeTypeId(desktop.volumeType),
  };
}

/** The same with what only the single object tells. */
export function wholeProjectToWire(found: FoundDesktopProject) {
  const { desktop } = found;
  return {
    ...projectToWire(found),
    instance_init_script: desktop.initScript,
    min_reserve_vm: desktop.minReserve,
    instance_name_pattern: desktop.namePattern,
    on_release: desktop.onRelease,
    max_users_per_vm: desktop.maxUsersPerServer,
    reserve_shrink: desktop.reserveShrink,
    volatile: desktop.volatile,
    ...timeoutsToWire(desktop.timeouts),
    access_calendar: calendarToWire(desktop.accessCalendar),
    maintenance: desktop.maintenance,
  };
}

/** As an OpenStack's identity API tells it. @param origin of the identity API. */
export function osProjectToWire({ project, desktop }: FoundDesktopProject, origin: string) {
  const { image_id, flavor_id, network_id, availability_zone, operation_mode } = projectToWire({
    project,
    desktop,
  });
  return {
    id: project.id,
    name: project.name,
    description: project.description,
    domain_id: project.isDomain ? null : project.domainId,
    enabled: project.enabled,
    is_domain: project.isDomain,
    parent_id: project.isDomain ? null : (project.parentId ?? project.domainId),
    tags: project.tags,
    links: { self: `${origin}/v3/projects/${project.id}` },
    project_type: 'TRS',
    flavor_id,
    image_id,
    network_id,
    availability_zone,
    operation_mode,
  };
}
