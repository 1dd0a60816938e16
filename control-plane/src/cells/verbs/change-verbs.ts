import { cellService } from '../../../../proto/src/service.ts';
import type { ChangeVerbs } from '../../use-cases/ports/index.ts';
import { callLong, callUnary } from '../link/call.ts';
import type { Targets } from './targets.ts';

export function changeVerbs(targets: Targets): ChangeVerbs {
  return {
    renameGuest: async (cellId, request, options) =>
      await callUnary(targets.guest(cellId, request.guestId), cellService.renameGuest, request, options),
    setCores: async (cellId, request, options) =>
      await callUnary(targets.guest(cellId, request.guestId), cellService.setCores, request, options),
    setMemory: async (cellId, request, options) =>
      await callUnary(targets.guest(cellId, request.guestId), cellService.setMemory, request, options),
    resizeDisk: async (cellId, request, options) =>
      await callUnary(targets.guest(cellId, request.guestId), cellService.resizeDisk, request, options),
    shrinkDisk: async (cellId, request, options) =>
      await callLong(targets.guest(cellId, request.guestId), cellService.shrinkDisk, request, options),
    setAutoStart: async (cellId, request, options) =>
      await callUnary(targets.guest(cellId, request.guestId), cellService.setAutoStart, request, options),
    setMonitorSecret: async (cellId, request, options) =>
      await callUnary(targets.guest(cellId, request.guestId), cellService.setMonitorSecret, request, options),
    setGuestPassword: async (cellId, request, options) => {
      await callUnary(targets.guest(cellId, request.guestId), cellService.setGuestPassword, request, options);
    },
  };
}
