import { cellService } from '../../../../proto/src/service.ts';
import type { QosVerbs } from '../../use-cases/ports/index.ts';
import { callUnary } from '../link/call.ts';
import type { Targets } from './targets.ts';

export function qosVerbs(targets: Targets): QosVerbs {
  return {
    setCpuPriority: async (cellId, request, options) =>
      await callUnary(targets.guest(cellId, request.guestId), cellService.setCpuPriority, request, options),
    setDiskQos: async (cellId, request, options) =>
      await callUnary(targets.guest(cellId, request.guestId), cellService.setDiskQos, request, options),
    setNetworkQos: async (cellId, request, options) =>
      await callUnary(targets.guest(cellId, request.guestId), cellService.setNetworkQos, request, options),
  };
}
