import { action, domain, domainFlags, listFlags, listOf, query, text } from '../procedure.ts';
import { bool, nothing, uint } from '../xdr.ts';
import { mapped, struct } from '../xdr-composite.ts';

/** A snapshot as libvirt names it on the wire. */
const snapshot = struct({ name: text, domain });
const snapshotFlags = struct({ snapshot, flags: uint });

export const domainSnapshotCreateXml = action(
  'domainSnapshotCreateXml',
  185,
  struct({ domain, xml: text, flags: uint }),
  snapshot,
);
export const domainSnapshotGetXmlDesc = query('domainSnapshotGetXmlDesc', 186, snapshotFlags, text);
export const domainSnapshotLookupByName = query(
  'domainSnapshotLookupByName',
  189,
  struct({ domain, name: text, flags: uint }),
  snapshot,
);
export const domainHasCurrentSnapshot = query('domainHasCurrentSnapshot', 190, domainFlags, bool);
/** Fails with `VIR_ERR_NO_DOMAIN_SNAPSHOT` (72) where none is the current one. */
export const domainSnapshotCurrent = query('domainSnapshotCurrent', 191, domainFlags, snapshot);
export const domainRevertToSnapshot = action('domainRevertToSnapshot', 192, snapshotFlags, nothing);
/** Without flags its children become those of its parent. */
export const domainSnapshotDelete = action('domainSnapshotDelete', 193, snapshotFlags, nothing);
/** Fails with `VIR_ERR_NO_DOMAIN_SNAPSHOT` (72) for a root. */
export const domainSnapshotGetParent = query('domainSnapshotGetParent', 244, snapshotFlags, snapshot);
export const domainListAllSnapshots = query(
  'domainListAllSnapshots',
  274,
  mapped(
    struct({ domain, list: listFlags }),
    ({ domain, list }) => ({ domain, flags: list }),
    ({ domain, flags }) => ({ domain, list: flags }),
  ),
  listOf(snapshot),
);
