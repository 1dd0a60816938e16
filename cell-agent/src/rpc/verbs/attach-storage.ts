import type { Cell } from '../../use-cases/ports.ts';
import { attachStorage } from '../../use-cases/storages/attach-storage.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function attachStorageVerb(context: RpcContext, cell: Cell): Handler<'attachStorage'> {
  return unary(context, (request) => attachStorage(cell, request));
}
