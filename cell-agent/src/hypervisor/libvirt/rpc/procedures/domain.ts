import { action, domain, domainFlags, optionalText, query, text, uuid } from '../procedure.ts';
import { typedParamList } from '../typed-params.ts';
import { bool, hyper, int, nothing, uhyper, uhyperBig, uint } from '../xdr.ts';
import { array, struct } from '../xdr-composite.ts';

const xmlFlags = struct({ xml: text, flags: uint });

export const domainLookupById = query('domainLookupById', 22, int, domain);
export const domainLookupByName = query('domainLookupByName', 23, text, domain);
export const domainLookupByUuid = query('domainLookupByUuid', 24, uuid, domain);

export const domainDefineXmlFlags = action('domainDefineXmlFlags', 350, xmlFlags, domain);
export const domainUndefineFlags = action('domainUndefineFlags', 231, domainFlags, nothing);
export const domainCreateXml = action('domainCreateXml', 10, xmlFlags, domain);
export const domainCreateWithFlags = action('domainCreateWithFlags', 196, domainFlags, domain);
export const domainDestroyFlags = action('domainDestroyFlags', 234, domainFlags, nothing);
export const domainShutdownFlags = action('domainShutdownFlags', 258, domainFlags, nothing);
export const domainReboot = action('domainReboot', 27, domainFlags, nothing);
export const domainReset = action('domainReset', 245, domainFlags, nothing);
export const domainSuspend = action('domainSuspend', 34, domain, nothing);
export const domainResume = action('domainResume', 28, domain, nothing);
export const domainManagedSave = action('domainManagedSave', 182, domainFlags, nothing);
export const domainManagedSaveRemove = action('domainManagedSaveRemove', 184, domainFlags, nothing);
export const domainInjectNmi = action('domainInjectNmi', 210, domainFlags, nothing);
export const domainSendKey = action(
  'domainSendKey',
  226,
  struct({ domain, codeSet: uint, holdMs: uint, keyCodes: array(uint, 16), flags: uint }),
  nothing,
);

export const domainGetXmlDesc = query('domainGetXmlDesc', 14, domainFlags, text);
/** `cpuTimeNs` over all virtual processors since the start. */
export const domainGetInfo = query(
  'domainGetInfo',
  16,
  domain,
  struct({ state: uint, maxMemoryKiB: uhyper, memoryKiB: uhyper, vcpus: uint, cpuTimeNs: uhyperBig }),
);
export const domainGetState = query('domainGetState', 212, domainFlags, struct({ state: int, reason: int }));
/**
 * `state`: 0 free, 1 a job runs, 2 waits for QEMU, 3 broken. It is 1 after a restart of libvirtd until that has found
 * the guest's QEMU again; a domain destroyed before then is answered with "not found" after many seconds.
 */
export const domainGetControlInfo = query(
  'domainGetControlInfo',
  229,
  domainFlags,
  struct({ state: uint, details: uint, stateTimeMs: uhyper }),
);
export const domainIsActive = query('domainIsActive', 150, domain, bool);
export const domainGetAutostart = query('domainGetAutostart', 15, domain, bool);
export const domainSetAutostart = action(
  'domainSetAutostart',
  29,
  struct({ domain, autostart: bool }),
  nothing,
);
/** `type`: 0 description, 1 title, 2 an element of the namespace `uri`; null metadata removes it. */
export const domainSetMetadata = action(
  'domainSetMetadata',
  264,
  struct({ domain, type: int, metadata: optionalText, key: optionalText, uri: optionalText, flags: uint }),
  nothing,
);
export const domainGetMetadata = query(
  'domainGetMetadata',
  265,
  struct({ domain, type: int, uri: optionalText, flags: uint }),
  text,
);
export const domainRename = action(
  'domainRename',
  358,
  struct({ domain, newName: optionalText, flags: uint }),
  int,
);
/** Values by tag (`virDomainMemoryStatTags`), memory in KiB. */
export const domainMemoryStats = query(
  'domainMemoryStats',
  159,
  struct({ domain, maxStats: uint, flags: uint }),
  array(struct({ tag: int, value: uhyperBig }), 1_024),
);
export const domainGetJobStats = query(
  'domainGetJobStats',
  298,
  domainFlags,
  struct({ type: int, params: typedParamList(64) }),
);
export const domainAbortJob = action('domainAbortJob', 164, domain, nothing);

/** Answers with the MIME type and streams the picture. */
export const domainScreenshot = query(
  'domainScreenshot',
  211,
  struct({ domain, screen: uint, flags: uint }),
  optionalText,
);
/** Streams both ways the bytes of a serial or console device; null is the first one. */
export const domainOpenConsole = action(
  'domainOpenConsole',
  201,
  struct({ domain, device: optionalText, flags: uint }),
  nothing,
);
/** Seconds and nanoseconds of the guest's clock, by its agent. */
export const domainGetTime = query(
  'domainGetTime',
  337,
  domainFlags,
  struct({ seconds: hyper, nanoseconds: uint }),
);
