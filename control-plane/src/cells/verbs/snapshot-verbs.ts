import { cellService } from '../../../../proto/src/service.ts';
import type { SnapshotVerbs } from '../../use-cases/ports/index.ts';
import { callUnary } from '../link/call.ts';
import type { Targets } from './targets.ts';

export function snapshotVerbs(targets: Targets): SnapshotVerbs {
  return {
    // A question changes nothing: what is known of the guest stays valid.
    listSnapshots: async (cellId, guestId, options) =>
      await callUnary(targets.cell(cellId), cellService.listSnapshots, { guestId }, options),
    createSnapshot: async (cellId, request, options) =>
      await callUnary(targets.guest(cellId, request.guestId), cellService.createSnapshot, request, options),
    restoreSnapshot: async (cellId, request, options) =>
      await callUnary(targets.guest(cellId, request.guestId), cellService.restoreSnapshot, request, options),
    deleteSnapshot: async (cellId, request, options) =>
      await callUnary(targets.guest(cellId, request.guestId), cellService.deleteSnapshot, request, options),
  };
}
