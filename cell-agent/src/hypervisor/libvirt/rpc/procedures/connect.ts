import { domain, listFlags, listOf, network, optionalText, pool, query, text } from '../procedure.ts';
import { typedParamList } from '../typed-params.ts';
import { bool, int, nothing, string, uhyper, uhyperBig, uint } from '../xdr.ts';
import { array, fixedArray, mapped, struct } from '../xdr-composite.ts';

const statistics = array(struct({ field: text, value: uhyperBig }), 16);

/** `char model[32]`: libvirt's XDR sends each char as a word of its own. */
const cpuModel = mapped(
  fixedArray(int, 32),
  (codes) => String.fromCharCode(...codes.map((code) => code & 0xff)).replace(/\0.*$/s, ''),
  (model) => Array.from({ length: 32 }, (_, index) => model.charCodeAt(index) || 0),
);

/** `remote_auth_type` */
export const authTypes = { none: 0, sasl: 1, polkit: 2 } as const;

export const connectOpen = query('connectOpen', 1, struct({ uri: optionalText, flags: uint }), nothing);
export const connectClose = query('connectClose', 2, nothing, nothing);
export const authList = query('authList', 66, nothing, array(int, 20));
export const authPolkit = query('authPolkit', 70, nothing, bool);
export const connectSupportsFeature = query('connectSupportsFeature', 60, int, bool);

export const connectGetType = query('connectGetType', 3, nothing, text);
/** Version of the hypervisor as 1000000 × major + 1000 × minor + release. */
export const connectGetVersion = query('connectGetVersion', 4, nothing, uhyper);
/** Version of libvirt, in the same form. */
export const connectGetLibVersion = query('connectGetLibVersion', 157, nothing, uhyper);
export const connectGetHostname = query('connectGetHostname', 59, nothing, text);
export const connectGetUri = query('connectGetUri', 110, nothing, text);
export const connectGetMaxVcpus = query('connectGetMaxVcpus', 5, optionalText, int);
export const connectGetCapabilities = query('connectGetCapabilities', 7, nothing, text);
export const connectGetDomainCapabilities = query(
  'connectGetDomainCapabilities',
  342,
  struct({
    emulator: optionalText,
    arch: optionalText,
    machine: optionalText,
    virtType: optionalText,
    flags: uint,
  }),
  text,
);
export const connectGetCpuModelNames = query(
  'connectGetCpuModelNames',
  312,
  struct({ arch: text, resultsWanted: int, flags: uint }),
  struct({ models: array(string(4_194_304), 8_192), count: int }),
);

export const nodeGetInfo = query(
  'nodeGetInfo',
  6,
  nothing,
  struct({
    cpuModel,
    memoryKiB: uhyper,
    cpus: int,
    mhz: int,
    numaNodes: int,
    sockets: int,
    cores: int,
    threads: int,
  }),
);
/** Free memory of the node in bytes. */
export const nodeGetFreeMemory = query('nodeGetFreeMemory', 102, nothing, uhyper);
/** Nanoseconds since boot by kind; `cpu` -1 sums all. `count` must be the number of kinds, which a call with 0 tells. */
export const nodeGetCpuStats = query(
  'nodeGetCpuStats',
  227,
  struct({ cpu: int, count: int, flags: uint }),
  struct({ params: statistics, count: int }),
);
/** KiB by kind; `cell` -1 sums all NUMA nodes. `count` must be the number of kinds, which a call with 0 tells. */
export const nodeGetMemoryStats = query(
  'nodeGetMemoryStats',
  228,
  struct({ count: int, cell: int, flags: uint }),
  struct({ params: statistics, count: int }),
);

export const connectListAllDomains = query('connectListAllDomains', 273, listFlags, listOf(domain));
export const connectListAllNetworks = query('connectListAllNetworks', 283, listFlags, listOf(network));
export const connectListAllStoragePools = query('connectListAllStoragePools', 281, listFlags, listOf(pool));
/** Statistics of the domains named, of all when none is. `stats` 0 asks for every group. */
export const connectGetAllDomainStats = query(
  'connectGetAllDomainStats',
  344,
  struct({ domains: array(domain, 16_384), stats: uint, flags: uint }),
  array(struct({ domain, params: typedParamList(262_144) }), 16_384),
);
