import { action, network, optionalText, query, text, uuid } from '../procedure.ts';
import { bool, hyper, int, nothing, uint } from '../xdr.ts';
import { array, mapped, struct } from '../xdr-composite.ts';

const lease = struct({
  interface: text,
  expiresAtSeconds: hyper,
  family: int,
  mac: optionalText,
  iaid: optionalText,
  address: text,
  prefix: uint,
  hostname: optionalText,
  clientId: optionalText,
});

/** `virNetworkUpdateCommand` */
export const networkUpdateCommands = { modify: 1, delete: 2, addLast: 3, addFirst: 4 } as const;
/** `virNetworkUpdateSection`, those that a cell uses. */
export const networkUpdateSections = { ipDhcpHost: 4, ipDhcpRange: 5, dnsHost: 10 } as const;

export const networkLookupByName = query('networkLookupByName', 46, text, network);
export const networkLookupByUuid = query('networkLookupByUuid', 47, uuid, network);
export const networkDefineXml = action('networkDefineXml', 41, text, network);
export const networkCreateXml = action('networkCreateXml', 40, text, network);
export const networkCreate = action('networkCreate', 39, network, nothing);
export const networkDestroy = action('networkDestroy', 42, network, nothing);
export const networkUndefine = action('networkUndefine', 49, network, nothing);
export const networkGetXmlDesc = query('networkGetXmlDesc', 43, struct({ network, flags: uint }), text);
export const networkGetBridgeName = query('networkGetBridgeName', 45, network, text);
export const networkGetAutostart = query('networkGetAutostart', 44, network, bool);
export const networkSetAutostart = action(
  'networkSetAutostart',
  48,
  struct({ network, autostart: bool }),
  nothing,
);
export const networkIsActive = query('networkIsActive', 152, network, bool);
export const networkIsPersistent = query('networkIsPersistent', 153, network, bool);

/** Leases of one MAC, of all when it is null. `expiresAtSeconds` since 1970. */
export const networkGetDhcpLeases = query(
  'networkGetDhcpLeases',
  341,
  mapped(
    struct({ network, mac: optionalText, resultsWanted: int, flags: uint }),
    ({ network: of, mac }) => ({ network: of, mac }),
    ({ network: of, mac }) => ({ network: of, mac, resultsWanted: 1, flags: 0 }),
  ),
  mapped(
    struct({ leases: array(lease, 65_536), count: uint }),
    ({ leases }) => leases,
    (leases) => ({ leases, count: leases.length }),
  ),
);

/** Libvirt before 7.2 takes `command` and `section` the other way round. */
export const networkUpdate = action(
  'networkUpdate',
  291,
  struct({ network, command: uint, section: uint, parentIndex: int, xml: text, flags: uint }),
  nothing,
);
