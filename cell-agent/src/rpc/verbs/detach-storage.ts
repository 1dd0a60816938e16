import type { Cell } from '../../use-cases/ports.ts';
import { detachStorage } from '../../use-cases/storages/detach-storage.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function detachStorageVerb(context: RpcContext, cell: Cell): Handler<'detachStorage'> {
  return unary(context, (request) => detachStorage(cell, request));
}
