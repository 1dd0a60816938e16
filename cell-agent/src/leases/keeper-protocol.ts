/** What agent and keeper say to each other over the keeper's socket: one line of JSON each way, then the end. */
import { join } from 'node:path';
import { z } from 'zod';
import { keeperFolder } from './keeper-file.ts';

export function keeperSocket(data: string): string {
  return join(keeperFolder(data), 'keeper.sock');
}

const guestId = z.string().min(1).max(100);

export const keeperRequest = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('status') }),
  z.object({
    verb: z.literal('renew'),
    renewal: z.object({
      basis: z.object({ bootId: z.string(), atMs: z.number() }),
      durationMs: z.number().int().min(1),
      guestIds: z.array(guestId),
    }),
  }),
  z.object({ verb: z.literal('require-lease'), guestId }),
  z.object({ verb: z.literal('register'), guestId }),
  z.object({ verb: z.literal('release'), guestId }),
  z.object({ verb: z.literal('exempt'), guestId }),
]);

export type KeeperRequest = z.output<typeof keeperRequest>;

export type KeeperReply =
  | { readonly value: unknown }
  | { readonly error: { readonly reason: string; readonly message: string } };
