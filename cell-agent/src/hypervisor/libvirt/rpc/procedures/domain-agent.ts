import { action, domain, domainFlags, optionalText, programs, query, text } from '../procedure.ts';
import { typedParamList } from '../typed-params.ts';
import { int, nothing, uhyper, uint } from '../xdr.ts';
import { array, optional, struct } from '../xdr-composite.ts';

const mountPoints = struct({ domain, mountPoints: array(text, 256), flags: uint });

/** JSON to and from the guest's agent. `timeoutSeconds`: -2 waits for ever, -1 as libvirt's default, 0 not at all. */
export const qemuDomainAgentCommand = {
  ...action(
    'qemuDomainAgentCommand',
    3,
    struct({ domain, command: text, timeoutSeconds: int, flags: uint }),
    optional(text),
  ),
  program: programs.qemu,
};
/** JSON to and from QEMU's own monitor: for what libvirt has no call. */
export const qemuDomainMonitorCommand = {
  ...action('qemuDomainMonitorCommand', 1, struct({ domain, command: text, flags: uint }), text),
  program: programs.qemu,
};
export const domainAgentSetResponseTimeout = action(
  'domainAgentSetResponseTimeout',
  420,
  struct({ domain, timeoutSeconds: int, flags: uint }),
  int,
);

/** `source`: 0 DHCP leases of libvirt's networks, 1 the guest's agent, 2 the host's ARP table. */
export const domainInterfaceAddresses = query(
  'domainInterfaceAddresses',
  353,
  struct({ domain, source: uint, flags: uint }),
  array(
    struct({
      name: text,
      mac: optionalText,
      addresses: array(struct({ family: int, address: text, prefix: uint }), 2_048),
    }),
    2_048,
  ),
);
export const domainGetHostname = query('domainGetHostname', 277, domainFlags, text);
/** `types` 0 asks for all that the agent can tell: users, system, time zone, host name, file systems, disks. */
export const domainGetGuestInfo = query(
  'domainGetGuestInfo',
  418,
  struct({ domain, types: uint, flags: uint }),
  typedParamList(2_048),
);
export const domainGetFsInfo = query(
  'domainGetFsInfo',
  349,
  domainFlags,
  struct({
    fileSystems: array(struct({ mountPoint: text, name: text, type: text, devices: array(text, 256) }), 256),
    count: uint,
  }),
);
export const domainSetUserPassword = action(
  'domainSetUserPassword',
  357,
  struct({ domain, user: optionalText, password: optionalText, flags: uint }),
  nothing,
);
/** Answers with the number of file systems frozen; no mount points mean all. */
export const domainFsFreeze = action('domainFsFreeze', 335, mountPoints, int);
export const domainFsThaw = action('domainFsThaw', 336, mountPoints, int);
export const domainFsTrim = action(
  'domainFsTrim',
  294,
  struct({ domain, mountPoint: optionalText, minimumBytes: uhyper, flags: uint }),
  nothing,
);
