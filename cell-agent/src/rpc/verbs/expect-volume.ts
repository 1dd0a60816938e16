import type { Cell } from '../../use-cases/ports.ts';
import { expectVolume } from '../../use-cases/volumes/expect-volume.ts';
import { type RpcContext, unary } from '../handler.ts';
import type { Handler } from '../verb.ts';

export function expectVolumeVerb(context: RpcContext, cell: Cell): Handler<'expectVolume'> {
  return unary(context, (request) => expectVolume(cell, request));
}
