/**
 * The gRPC service `cellar.cell.v1.Cell` as typed method definitions over the plain values of `model.ts`.
 * Client and server share them, so that neither side ever touches a protobuf message.
 */
import { cellMethods } from './service/cell.ts';
import { changeMethods } from './service/changes.ts';
import { floatingMethods } from './service/floating.ts';
import { guestMethods } from './service/guests.ts';
import { imageMethods } from './service/images.ts';
import { leaseMethods } from './service/leases.ts';
import { mediaMethods } from './service/media.ts';
import { migrationMethods } from './service/migration.ts';
import { policyMethods } from './service/policies.ts';
import { qosMethods } from './service/qos.ts';
import { snapshotMethods } from './service/snapshots.ts';
import { storageMethods } from './service/storages.ts';
import { volumeMethods } from './service/volumes.ts';

export const cellService = {
  ...cellMethods,
  ...guestMethods,
  ...changeMethods,
  ...imageMethods,
  ...leaseMethods,
  ...mediaMethods,
  ...policyMethods,
  ...migrationMethods,
  ...qosMethods,
  ...snapshotMethods,
  ...storageMethods,
  ...floatingMethods,
  ...volumeMethods,
};

export type CellService = typeof cellService;
