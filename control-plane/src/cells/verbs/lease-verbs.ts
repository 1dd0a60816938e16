import { cellService } from '../../../../proto/src/service.ts';
import type { LeaseVerbs } from '../../use-cases/ports/index.ts';
import { callUnary } from '../link/call.ts';
import type { Targets } from './targets.ts';

export function leaseVerbs(targets: Targets): LeaseVerbs {
  return {
    renewLeases: async (cellId, request, options) =>
      await callUnary(targets.cell(cellId), cellService.renewLeases, request, options),
    setFailover: async (cellId, request, options) =>
      await callUnary(targets.guest(cellId, request.guestId), cellService.setFailover, request, options),
    adoptGuest: async (cellId, request, options) =>
      await callUnary(targets.newGuest(cellId, request.spec.id), cellService.adoptGuest, request, options),
    // The guest itself is on another cell, whose news of it stay as they are.
    forgetGuest: async (cellId, request, options) => {
      await callUnary(targets.cell(cellId), cellService.forgetGuest, request, options);
    },
  };
}
