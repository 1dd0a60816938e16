/**
 * The gRPC service `cellar.cell.v1.Cell` as typed method definitions over the plain values of `model.ts`.
 * Client and server share them, so that neither side ever touches a protobuf message.
 */
import { cellMethods } from './service/cell.ts';
import { guestMethods } from './service/guests.ts';
import { imageMethods } from './service/images.ts';

export const cellService = {
  ...cellMethods,
  ...guestMethods,
  ...imageMethods,
};

export type CellService = typeof cellService;
