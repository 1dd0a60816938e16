/** What a guest is made with, be it one or many. */
import type { ApiClient } from '../api-client.ts';
import { usageError } from '../exit-codes.ts';
import { findImage, findPolicy, oneNamed, ownOwnership } from '../find.ts';
import { parseCount, parseSize } from '../sizes.ts';

export interface ShapeFlags {
  readonly pool: string;
  readonly cores: string;
  readonly memory: string;
  readonly disk?: readonly string[];
  readonly image?: string;
  readonly template?: string;
  readonly address?: string;
  readonly policy?: string;
  readonly antiAffinity?: string;
  readonly autoStart?: boolean;
  readonly owner?: string;
  readonly group?: string;
}

export const shapeOptions = [
  ['--pool <name>', 'compute pool', 'default'],
  ['--cores <count>', 'number of cores', '1'],
  ['--memory <size>', 'memory', '1G'],
  ['--image <name>', 'disk image for the system disk; none: an empty disk'],
  ['--template <name>', 'system template; none: the first for Linux'],
  ['--address <address>', 'address of the pool that it shall have'],
  ['--policy <name>', 'security policy group'],
  ['--anti-affinity <name>', 'never on one cell with others of this name'],
  ['--auto-start', 'start it now, and with its host'],
  ['--owner <user>', 'owner; you if absent'],
  ['--group <group>', 'group; yours if absent'],
] as const;

export const diskOption = [
  ['--disk <size>', 'a disk, the first is the system disk; may be given several times (10G)'],
] as const;

/** The Nano API's request without a name. @throws DomainError `not_found`, `conflict`, `invalid`. */
export async function shapeOf(client: ApiClient, options: ShapeFlags): Promise<object> {
  const own = await ownOwnership(client);
  const templates = await client.nano<{ id: string; name: string; operating_system: string }[]>(
    'GET',
    '/templates/',
  );
  const template = options.template
    ? oneNamed('template', templates, options.template)
    : templates.find((one) => one.operating_system === 'linux');
  if (template === undefined) throw usageError('there is no system template: name one by --template');
  return {
    owner: options.owner ?? own.owner,
    group: options.group ?? own.group,
    pool: options.pool,
    cores: parseCount(options.cores),
    memory: parseSize(options.memory),
    disks: (options.disk ?? ['10G']).map(parseSize),
    auto_start: options.autoStart ?? false,
    template: template.id,
    from_image: options.image ? await findImage(client, 'disk', options.image) : '',
    network_address: options.address ?? '',
    security_policy_group: options.policy ? await findPolicy(client, options.policy) : '',
    anti_affinity: options.antiAffinity ?? '',
  };
}
