import type { Flavor } from '../../../domain/flavor.ts';
import { prose, requiredText } from '../../fields.ts';
import { count, defined, enveloped } from './fields.ts';

const MiB = 2 ** 20;
const GiB = 2 ** 30;

const name = requiredText(255).refine((value) => value.trim() !== '', 'must not be empty');
const vcpus = count(1, 256);
/** MiB. */
const ram = count(1, 2 ** 24);
/** GiB. */
const disk = count(0, 2 ** 16);
const description = prose(65_535);

export const createFlavorRequest = enveloped('flavor', {
  name,
  vcpus,
  ram,
  disk: disk.nullish(),
  description: description.nullish(),
}).transform((flavor) => ({
  name: flavor.name,
  description: flavor.description ?? '',
  cores: flavor.vcpus,
  memoryBytes: flavor.ram * MiB,
  diskBytes: (flavor.disk ?? 0) * GiB,
}));

export const modifyFlavorRequest = enveloped('flavor', {
  name: name.optional(),
  vcpus: vcpus.optional(),
  ram: ram.optional(),
  disk: disk.optional(),
  description: description.nullable().optional(),
}).transform((change) =>
  defined({
    name: change.name,
    description: change.description === null ? '' : change.description,
    cores: change.vcpus,
    memoryBytes: change.ram === undefined ? undefined : change.ram * MiB,
    diskBytes: change.disk === undefined ? undefined : change.disk * GiB,
  }),
);

/** As Nova tells it. */
export function flavorToWire({
  id,
  name: called,
  description: about,
  cores,
  memoryBytes,
  diskBytes,
}: Flavor) {
  return {
    id,
    name: called,
    description: about,
    vcpus: cores,
    ram: memoryBytes / MiB,
    disk: diskBytes / GiB,
    swap: 0,
    rxtx_factor: 1,
    'OS-FLV-EXT-DATA:ephemeral': 0,
    'OS-FLV-DISABLED:disabled': false,
    'os-flavor-access:is_public': true,
    extra_specs: {},
  };
}
