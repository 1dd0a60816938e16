import { cellService } from '../../../../proto/src/service.ts';
import type { ImageVerbs } from '../../use-cases/ports/index.ts';
import { callLong, callUnary } from '../link/call.ts';
import { firstOrigin } from './origin.ts';
import type { Targets } from './targets.ts';

/** @param origins where cells download images, e.g. `https://10.0.0.1:5851`. */
export function imageVerbs(targets: Targets, origins: () => readonly string[]): ImageVerbs {
  return {
    pullImage: async (cellId, request, options) => {
      const target = targets.cell(cellId);
      const url = `${firstOrigin(origins)}/images/${request.imageId}/${request.sha256}`;
      return await callLong(target, cellService.pullImage, { ...request, url }, options);
    },
    removeImage: async (cellId, request, options) => {
      await callUnary(targets.cell(cellId), cellService.removeImage, request, options);
    },
  };
}
