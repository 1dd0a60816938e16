import type { Packet } from './packet.ts';
import { action, domain, text } from './procedure.ts';
import { typedParamList } from './typed-params.ts';
import { type Codec, decodeXdr, int, nothing, uhyper } from './xdr.ts';
import { optional, struct } from './xdr-composite.ts';

export const connectDomainEventCallbackRegisterAny = action(
  'connectDomainEventCallbackRegisterAny',
  316,
  struct({ eventId: int, domain: optional(domain) }),
  int,
);
export const connectDomainEventCallbackDeregisterAny = action(
  'connectDomainEventCallbackDeregisterAny',
  317,
  int,
  nothing,
);

type EventKind<T> = { eventId: number; procedure: number; codec: Codec<T & { callbackId: number }> };

const onDomain = { callbackId: int, domain };
const onDevice = struct({ ...onDomain, device: text });

/** `virDomainEventID`, the message that carries it, and its layout. `event`, `state`, `reason`: libvirt's numbers. */
export const eventKinds = {
  lifecycle: { eventId: 0, procedure: 318, codec: struct({ ...onDomain, event: int, detail: int }) },
  reboot: { eventId: 1, procedure: 319, codec: struct(onDomain) },
  ioError: {
    eventId: 6,
    procedure: 324,
    codec: struct({ ...onDomain, path: text, device: text, action: int, reason: text }),
  },
  trayChange: { eventId: 10, procedure: 328, codec: struct({ ...onDomain, device: text, reason: int }) },
  balloonChange: { eventId: 13, procedure: 331, codec: struct({ ...onDomain, memoryKiB: uhyper }) },
  deviceRemoved: { eventId: 15, procedure: 333, codec: onDevice },
  blockJob: {
    eventId: 16,
    procedure: 339,
    codec: struct({ ...onDomain, disk: text, type: int, status: int }),
  },
  agentLifecycle: { eventId: 18, procedure: 348, codec: struct({ ...onDomain, state: int, reason: int }) },
  deviceAdded: { eventId: 19, procedure: 354, codec: onDevice },
  migrationIteration: { eventId: 20, procedure: 359, codec: struct({ ...onDomain, iteration: int }) },
  jobCompleted: { eventId: 21, procedure: 363, codec: struct({ ...onDomain, params: typedParamList(64) }) },
} as const satisfies Record<string, EventKind<object>>;

export type DomainEventKind = keyof typeof eventKinds;

type Body<K extends DomainEventKind> =
  (typeof eventKinds)[K]['codec'] extends Codec<infer T> ? Omit<T, 'callbackId'> : never;

/** An event of a domain, told apart by `kind`. */
export type DomainEvent = { [K in DomainEventKind]: { kind: K } & Body<K> }[DomainEventKind];

/** `virDomainEventType`: `event` of a lifecycle event. */
export const lifecycleEvents = [
  'defined',
  'undefined',
  'started',
  'suspended',
  'resumed',
  'stopped',
  'shutdown',
  'pmsuspended',
  'crashed',
] as const;

const byProcedure = new Map<number, DomainEventKind>(
  Object.entries(eventKinds).map(([kind, { procedure }]) => [procedure, kind as DomainEventKind]),
);

/** An event packet as an event and the id of its registration; undefined for messages of other kinds. */
export function decodeEvent(packet: Packet): { callbackId: number; event: DomainEvent } | undefined {
  const kind = byProcedure.get(packet.procedure);
  if (kind === undefined) return undefined;
  const { callbackId, ...body } = decodeXdr(
    eventKinds[kind].codec as Codec<{ callbackId: number }>,
    packet.payload,
  );
  return { callbackId, event: { kind, ...body } as DomainEvent };
}
