import type { Cell } from '../../use-cases/ports.ts';
import { setStoragePath } from '../../use-cases/storages/set-storage-path.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function setStoragePathVerb(context: RpcContext, cell: Cell): Handler<'setStoragePath'> {
  return unary(context, (request) => setStoragePath(cell, request));
}
