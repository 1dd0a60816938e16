import { cellService } from '../../../../proto/src/service.ts';
import type { MediaVerbs } from '../../use-cases/ports/index.ts';
import { callLong, callUnary } from '../link/call.ts';
import { firstOrigin } from './origin.ts';
import type { Targets } from './targets.ts';

/** @param origins where cells reach this control plane, e.g. `https://10.0.0.1:5851`. */
export function mediaVerbs(targets: Targets, origins: () => readonly string[]): MediaVerbs {
  return {
    insertMedia: async (cellId, request, options) =>
      await callUnary(targets.guest(cellId, request.guestId), cellService.insertMedia, request, options),
    ejectMedia: async (cellId, request, options) =>
      await callUnary(targets.guest(cellId, request.guestId), cellService.ejectMedia, request, options),
    buildImage: async (cellId, request, options) => {
      const target = targets.cell(cellId);
      const url = `${firstOrigin(origins)}/images/${request.imageId}/content`;
      return await callLong(target, cellService.buildImage, { ...request, url }, options);
    },
    resetSystem: async (cellId, request, options) =>
      await callLong(targets.guest(cellId, request.spec.id), cellService.resetSystem, request, options),
    collectImages: async (cellId, request, options) =>
      await callUnary(targets.cell(cellId), cellService.collectImages, request, options),
  };
}
