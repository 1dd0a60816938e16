import { action, domain, domainFlags, optionalText, query, text } from '../procedure.ts';
import { typedParamList } from '../typed-params.ts';
import { hyper, int, nothing, uhyper, uint } from '../xdr.ts';
import { array, mapped, struct } from '../xdr-composite.ts';

const domainXmlFlags = struct({ domain, xml: text, flags: uint });

export const domainAttachDeviceFlags = action('domainAttachDeviceFlags', 160, domainXmlFlags, nothing);
export const domainDetachDeviceFlags = action('domainDetachDeviceFlags', 161, domainXmlFlags, nothing);
export const domainUpdateDeviceFlags = action('domainUpdateDeviceFlags', 174, domainXmlFlags, nothing);
export const domainDetachDeviceAlias = action(
  'domainDetachDeviceAlias',
  392,
  struct({ domain, alias: text, flags: uint }),
  nothing,
);

/** `size` in KiB, or in bytes with flag 1. Shrinks without asking. */
export const domainBlockResize = action(
  'domainBlockResize',
  251,
  struct({ domain, disk: text, size: uhyper, flags: uint }),
  nothing,
);
export const domainGetBlockInfo = query(
  'domainGetBlockInfo',
  194,
  struct({ domain, path: text, flags: uint }),
  struct({ allocationBytes: uhyper, capacityBytes: uhyper, physicalBytes: uhyper }),
);
const diskErrors = struct({ errors: array(struct({ disk: text, error: int }), 256), count: int });
/** Errors by disk (`virDomainDiskErrorCode`: 1 unspecified, 2 no space); disks without one are left out. */
export const domainGetDiskErrors = query(
  'domainGetDiskErrors',
  263,
  struct({ domain, maxErrors: uint, flags: uint }),
  mapped(
    diskErrors,
    ({ errors }) => errors,
    (errors) => ({ errors, count: errors.length }),
  ),
);
export const domainBlockStats = query(
  'domainBlockStats',
  64,
  struct({ domain, path: text }),
  struct({ readRequests: hyper, readBytes: hyper, writeRequests: hyper, writtenBytes: hyper, errors: hyper }),
);
export const domainInterfaceStats = query(
  'domainInterfaceStats',
  65,
  struct({ domain, device: text }),
  struct({
    receivedBytes: hyper,
    receivedPackets: hyper,
    receiveErrors: hyper,
    receiveDrops: hyper,
    sentBytes: hyper,
    sentPackets: hyper,
    sendErrors: hyper,
    sendDrops: hyper,
  }),
);

export const domainGetMaxVcpus = query('domainGetMaxVcpus', 18, domain, int);
export const domainGetVcpusFlags = query('domainGetVcpusFlags', 200, domainFlags, int);
export const domainSetVcpusFlags = action(
  'domainSetVcpusFlags',
  199,
  struct({ domain, vcpus: uint, flags: uint }),
  nothing,
);
export const domainSetMemoryFlags = action(
  'domainSetMemoryFlags',
  204,
  struct({ domain, memoryKiB: uhyper, flags: uint }),
  nothing,
);
export const domainSetMemoryStatsPeriod = action(
  'domainSetMemoryStatsPeriod',
  308,
  struct({ domain, periodSeconds: int, flags: uint }),
  nothing,
);

/** The getters of tuning values: a first call with `maxParams` 0 tells how many there are. */
export const domainGetBlockIoTune = query(
  'domainGetBlockIoTune',
  253,
  struct({ domain, disk: optionalText, maxParams: int, flags: uint }),
  struct({ params: typedParamList(32), count: int }),
);
export const domainSetBlockIoTune = action(
  'domainSetBlockIoTune',
  252,
  struct({ domain, disk: text, params: typedParamList(32), flags: uint }),
  nothing,
);
export const domainGetInterfaceParameters = query(
  'domainGetInterfaceParameters',
  257,
  struct({ domain, device: text, maxParams: int, flags: uint }),
  struct({ params: typedParamList(16), count: int }),
);
/** `device`: the host's name of the interface, or its MAC. */
export const domainSetInterfaceParameters = action(
  'domainSetInterfaceParameters',
  256,
  struct({ domain, device: text, params: typedParamList(16), flags: uint }),
  nothing,
);
/** `maxParams` is the room for the answer here: 16 holds all. */
export const domainGetSchedulerParameters = query(
  'domainGetSchedulerParameters',
  223,
  struct({ domain, maxParams: int, flags: uint }),
  typedParamList(16),
);
export const domainSetSchedulerParameters = action(
  'domainSetSchedulerParameters',
  219,
  struct({ domain, params: typedParamList(16), flags: uint }),
  nothing,
);
