import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request } from '../environment.ts';
import { isWithin, parseNetworks } from '../middleware/client-address.ts';

/** Whether the request came by the reverse proxy for web clients. */
export type GuardEntrance = (c: Request) => boolean;

/** The proxy shows this secret. */
const header = 'x-web-guard';

/** @param guard.from addresses and networks of the proxy, none: any; `guard.secret` null: none is asked for. */
export function guardEntrance(guard: {
  readonly from: readonly string[];
  readonly secret: string | null;
}): GuardEntrance {
  const networks = parseNetworks(guard.from);
  const expected = guard.secret === null ? null : digest(guard.secret);
  return (c) => {
    const peer = c.env.incoming?.socket.remoteAddress ?? '';
    const isFromProxy = networks.length === 0 || isWithin(networks, peer);
    return (
      isFromProxy && (expected === null || timingSafeEqual(digest(c.req.header(header) ?? ''), expected))
    );
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
