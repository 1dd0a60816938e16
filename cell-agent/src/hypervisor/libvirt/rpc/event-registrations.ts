import type { LibvirtConnection } from './connection.ts';
import { LibvirtError } from './errors.ts';
import {
  connectDomainEventCallbackDeregisterAny,
  connectDomainEventCallbackRegisterAny,
  type DomainEvent,
  type DomainEventKind,
  decodeEvent,
  eventKinds,
} from './events.ts';
import { programs } from './procedure.ts';

/** `VIR_ERR_NO_SUPPORT`, `VIR_ERR_INVALID_ARG`: what a driver or daemon says that does not know a kind of event. */
const UNKNOWN_KIND = new Set([3, 8]);

/**
 * Has libvirt report all domains' events of these kinds on a connection. Each event is handed on as it is read, with
 * nothing queued here; events of registrations that are not (or no longer) ours are dropped. Kinds that this libvirt
 * does not know are left out. Returns what ends it.
 */
export async function registerEvents(
  connection: LibvirtConnection,
  kinds: readonly DomainEventKind[],
  receive: (event: DomainEvent) => void,
): Promise<() => Promise<void>> {
  const registered = new Map<number, DomainEventKind>();
  // An event may come in the same read as the answer that tells its callback id: until all answers are known, it is
  // kept, and no other registration can have been made on this connection by then.
  let early: { callbackId: number; event: DomainEvent }[] | undefined = [];
  const deliver = ({ callbackId, event }: { callbackId: number; event: DomainEvent }) => {
    if (registered.get(callbackId) === event.kind) receive(event);
  };
  connection.onMessage((packet) => {
    const decoded = packet.program === programs.remote ? decodeEvent(packet) : undefined;
    if (decoded === undefined) return;
    if (early !== undefined) early.push(decoded);
    else deliver(decoded);
  });
  await Promise.all(
    kinds.map(async (kind) => {
      const args = { eventId: eventKinds[kind].eventId, domain: null };
      try {
        registered.set(await connection.call(connectDomainEventCallbackRegisterAny, args), kind);
      } catch (error) {
        if (!(error instanceof LibvirtError && UNKNOWN_KIND.has(error.code))) throw error;
      }
    }),
  );
  const held = early;
  early = undefined;
  for (const decoded of held) deliver(decoded);
  return async () => {
    const ids = [...registered.keys()];
    registered.clear();
    await Promise.all(ids.map((id) => connection.call(connectDomainEventCallbackDeregisterAny, id)));
  };
}
