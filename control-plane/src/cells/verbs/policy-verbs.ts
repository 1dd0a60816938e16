import { cellService } from '../../../../proto/src/service.ts';
import type { PolicyVerbs } from '../../use-cases/ports/index.ts';
import { callUnary } from '../link/call.ts';
import type { Targets } from './targets.ts';

export function policyVerbs(targets: Targets): PolicyVerbs {
  return {
    setSecurityPolicy: async (cellId, request, options) => {
      const target = targets.guest(cellId, request.guestId);
      return await callUnary(target, cellService.setSecurityPolicy, request, options);
    },
  };
}
