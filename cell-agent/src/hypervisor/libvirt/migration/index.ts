import type { MigrationHypervisor } from '../../port/migration.ts';
import { Incoming, type IncomingParts } from './incoming.ts';
import { Outgoing, type OutgoingParts } from './outgoing.ts';

/** Guests on their way to other cells and from them. */
export function createMigration(parts: OutgoingParts & IncomingParts): MigrationHypervisor {
  const [outgoing, incoming] = [new Outgoing(parts), new Incoming(parts)];
  return {
    departGuest: (operationId, guestId, copy) => outgoing.depart(operationId, guestId, copy),
    sendGuest: (operationId, guestId, parcel, options) =>
      outgoing.send(operationId, guestId, parcel, options),
    leaveGuest: (operationId, guestId, parcel) => outgoing.leave(operationId, guestId, parcel),
    stayGuest: (operationId, guestId) => outgoing.stay(operationId, guestId),
    expectGuest: (operationId, arrival, options) => incoming.expect(operationId, arrival, options),
    takeChannel: (operationId, guestId, channel, stream) =>
      incoming.take(operationId, guestId, channel, stream),
    arriveGuest: (operationId, guestId, cookie) => incoming.arrive(operationId, guestId, cookie),
    admitGuest: (operationId, guestId) => incoming.admit(operationId, guestId),
    refuseGuest: (operationId, guestId, left) => incoming.refuse(operationId, guestId, left),
  };
}
