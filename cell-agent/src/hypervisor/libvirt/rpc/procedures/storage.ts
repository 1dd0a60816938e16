import { action, listOf, pool, query, text, uuid, volume } from '../procedure.ts';
import { bool, int, nothing, uhyper, uint } from '../xdr.ts';
import { mapped, struct } from '../xdr-composite.ts';

const xmlFlags = struct({ xml: text, flags: uint });
const poolFlags = struct({ pool, flags: uint });
const volumeFlags = struct({ volume, flags: uint });
const volumeRange = struct({ volume, offset: uhyper, length: uhyper, flags: uint });

export const storagePoolLookupByName = query('storagePoolLookupByName', 84, text, pool);
export const storagePoolLookupByUuid = query('storagePoolLookupByUuid', 85, uuid, pool);
export const storagePoolLookupByTargetPath = query('storagePoolLookupByTargetPath', 391, text, pool);
export const storagePoolDefineXml = action('storagePoolDefineXml', 77, xmlFlags, pool);
export const storagePoolCreateXml = action('storagePoolCreateXml', 76, xmlFlags, pool);
export const storagePoolCreate = action('storagePoolCreate', 78, poolFlags, nothing);
export const storagePoolBuild = action('storagePoolBuild', 79, poolFlags, nothing);
export const storagePoolRefresh = action('storagePoolRefresh', 83, poolFlags, nothing);
export const storagePoolDestroy = action('storagePoolDestroy', 80, pool, nothing);
export const storagePoolUndefine = action('storagePoolUndefine', 82, pool, nothing);
/** `state`: 0 inactive, 1 building, 2 running, 3 degraded, 4 inaccessible. */
export const storagePoolGetInfo = query(
  'storagePoolGetInfo',
  87,
  pool,
  struct({ state: uint, capacityBytes: uhyper, allocationBytes: uhyper, availableBytes: uhyper }),
);
export const storagePoolGetXmlDesc = query('storagePoolGetXmlDesc', 88, poolFlags, text);
export const storagePoolIsActive = query('storagePoolIsActive', 154, pool, bool);
export const storagePoolSetAutostart = action(
  'storagePoolSetAutostart',
  90,
  struct({ pool, autostart: bool }),
  nothing,
);
export const storagePoolListAllVolumes = query(
  'storagePoolListAllVolumes',
  282,
  mapped(
    struct({ pool, resultsWanted: int, flags: uint }),
    (wire) => wire.pool,
    (of) => ({ pool: of, resultsWanted: 1, flags: 0 }),
  ),
  listOf(volume),
);

export const storageVolCreateXml = action(
  'storageVolCreateXml',
  93,
  struct({ pool, xml: text, flags: uint }),
  volume,
);
export const storageVolCreateXmlFrom = action(
  'storageVolCreateXmlFrom',
  125,
  struct({ pool, xml: text, source: volume, flags: uint }),
  volume,
);
export const storageVolLookupByName = query(
  'storageVolLookupByName',
  95,
  struct({ pool, name: text }),
  volume,
);
export const storageVolLookupByKey = query('storageVolLookupByKey', 96, text, volume);
export const storageVolLookupByPath = query('storageVolLookupByPath', 97, text, volume);
export const storageVolDelete = action('storageVolDelete', 94, volumeFlags, nothing);
export const storageVolGetInfo = query(
  'storageVolGetInfo',
  98,
  volume,
  struct({ type: int, capacityBytes: uhyper, allocationBytes: uhyper }),
);
export const storageVolGetXmlDesc = query('storageVolGetXmlDesc', 99, volumeFlags, text);
export const storageVolGetPath = query('storageVolGetPath', 100, volume, text);
/** `flags`: 2 adds to the size, 4 allows shrinking. */
export const storageVolResize = action(
  'storageVolResize',
  260,
  struct({ volume, capacityBytes: uhyper, flags: uint }),
  nothing,
);
/** Take the bytes from `offset` on as a stream; `length` 0 means to the end. */
export const storageVolUpload = action('storageVolUpload', 208, volumeRange, nothing);
/** Gives the bytes from `offset` on as a stream; `length` 0 means to the end. */
export const storageVolDownload = query('storageVolDownload', 209, volumeRange, nothing);
