import { cellService } from '../../../../proto/src/service.ts';
import type { GuestVerbs } from '../../use-cases/ports/index.ts';
import { callLong, callUnary } from '../link/call.ts';
import type { Targets } from './targets.ts';

export function guestVerbs(targets: Targets): GuestVerbs {
  return {
    createGuest: async (cellId, request, options) =>
      await callLong(targets.newGuest(cellId, request.spec.id), cellService.createGuest, request, options),
    deleteGuest: async (cellId, request, options) => {
      await callUnary(targets.guest(cellId, request.guestId), cellService.deleteGuest, request, options);
    },
    startGuest: async (cellId, request, options) =>
      await callUnary(targets.guest(cellId, request.guestId), cellService.startGuest, request, options),
    stopGuest: async (cellId, request, options) =>
      await callUnary(targets.guest(cellId, request.guestId), cellService.stopGuest, request, options),
    rebootGuest: async (cellId, request, options) =>
      await callUnary(targets.guest(cellId, request.guestId), cellService.rebootGuest, request, options),
    resetGuest: async (cellId, request, options) =>
      await callUnary(targets.guest(cellId, request.guestId), cellService.resetGuest, request, options),
    getGuest: async (cellId, guestId, options) =>
      await callUnary(targets.guest(cellId, guestId), cellService.getGuest, { guestId }, options),
  };
}
