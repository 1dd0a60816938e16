import type { CellDescription } from '../../../../proto/src/model.ts';
import type { StorageState } from '../../../../proto/src/model-storages.ts';
import { cellService } from '../../../../proto/src/service.ts';
import type { StorageVerbs } from '../../use-cases/ports/index.ts';
import { callUnary } from '../link/call.ts';
import type { Targets } from './targets.ts';

/** What verbs tell of a cell, ahead of its own events. */
export interface CellNews {
  described(cellId: string, description: CellDescription): void;
  storageSeen(cellId: string, state: StorageState): void;
}

export function storageVerbs(targets: Targets, news: CellNews): StorageVerbs {
  return {
    attachStorage: async (cellId, request, options) => {
      const state = await callUnary(targets.cell(cellId), cellService.attachStorage, request, options);
      news.storageSeen(cellId, state);
      return state;
    },
    detachStorage: async (cellId, request, options) => {
      await callUnary(targets.cell(cellId), cellService.detachStorage, request, options);
    },
    setStoragePath: async (cellId, request, options) => {
      const cell = await callUnary(targets.cell(cellId), cellService.setStoragePath, request, options);
      news.described(cellId, cell);
      return cell;
    },
  };
}
