import { cellService } from '../../../../proto/src/service.ts';
import type { MigrationVerbs } from '../../use-cases/ports/index.ts';
import { callLong, callUnary } from '../link/call.ts';
import type { Targets } from './targets.ts';

/** @param tunnelsOf where a cell takes streams of other cells. */
export function migrationVerbs(
  targets: Targets,
  tunnelsOf: (cellId: string) => { host: string; port: number },
): MigrationVerbs {
  return {
    departGuest: async (cellId, request, options) =>
      await callUnary(targets.cell(cellId), cellService.departGuest, request, options),
    expectGuest: async (cellId, request, options) =>
      await callLong(targets.cell(cellId), cellService.expectGuest, request, options),
    sendGuest: async (cellId, { targetCellId, ...request }, options) => {
      const target = { cellId: targetCellId, ...tunnelsOf(targetCellId) };
      return await callLong(targets.cell(cellId), cellService.sendGuest, { ...request, target }, options);
    },
    arriveGuest: async (cellId, request, options) =>
      await callUnary(targets.cell(cellId), cellService.arriveGuest, request, options),
    // From here on what the cell tells of the guest counts.
    admitGuest: async (cellId, request, options) =>
      await callUnary(targets.newGuest(cellId, request.guestId), cellService.admitGuest, request, options),
    leaveGuest: async (cellId, request, options) => {
      await callUnary(targets.cell(cellId), cellService.leaveGuest, request, options);
    },
    stayGuest: async (cellId, request, options) => {
      await callUnary(targets.guest(cellId, request.guestId), cellService.stayGuest, request, options);
    },
    refuseGuest: async (cellId, request, options) => {
      await callUnary(targets.cell(cellId), cellService.refuseGuest, request, options);
    },
  };
}
