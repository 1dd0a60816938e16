import { shrinkDisk } from '../../use-cases/guests/shrink-disk.ts';
import type { Cell } from '../../use-cases/ports.ts';
import { long, type RpcContext } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function shrinkDiskVerb(context: RpcContext, cell: Cell): Handler<'shrinkDisk'> {
  return long(context, (request, options) => shrinkDisk(cell, request, options));
}
