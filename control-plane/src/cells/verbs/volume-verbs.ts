import { cellService } from '../../../../proto/src/service.ts';
import type { VolumeVerbs } from '../../use-cases/ports/index.ts';
import { callLong, callUnary } from '../link/call.ts';
import type { Targets } from './targets.ts';

/** @param tunnelsOf where a cell takes streams of other cells. */
export function volumeVerbs(
  targets: Targets,
  tunnelsOf: (cellId: string) => { host: string; port: number },
): VolumeVerbs {
  return {
    createVolume: async (cellId, request, options) => {
      await callUnary(targets.cell(cellId), cellService.createVolume, request, options);
    },
    deleteVolume: async (cellId, request, options) => {
      await callUnary(targets.cell(cellId), cellService.deleteVolume, request, options);
    },
    resizeVolume: async (cellId, request, options) => {
      await callUnary(targets.cell(cellId), cellService.resizeVolume, request, options);
    },
    attachVolume: async (cellId, request, options) =>
      await callUnary(targets.guest(cellId, request.guestId), cellService.attachVolume, request, options),
    detachVolume: async (cellId, request, options) =>
      await callUnary(targets.guest(cellId, request.guestId), cellService.detachVolume, request, options),
    expectVolume: async (cellId, request, options) => {
      await callUnary(targets.cell(cellId), cellService.expectVolume, request, options);
    },
    sendVolume: async (cellId, { targetCellId, ...request }, options) => {
      const target = { cellId: targetCellId, ...tunnelsOf(targetCellId) };
      await callLong(targets.cell(cellId), cellService.sendVolume, { ...request, target }, options);
    },
    setFloatingAddresses: async (cellId, request, options) => {
      const target = targets.guest(cellId, request.guestId);
      return await callUnary(target, cellService.setFloatingAddresses, request, options);
    },
  };
}
