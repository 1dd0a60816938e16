import { decodeGuestSpec, encodeGuestSpec } from '../convert.ts';
import type { GuestCommand } from '../model.ts';
import type {
  ArriveGuestRequest,
  Cookie,
  DepartGuestRequest,
  Departure,
  ExpectGuestRequest,
  LeaveGuestRequest,
  RefuseGuestRequest,
  SendGuestRequest,
} from '../model-migration.ts';
import { cellar } from '../runtime.ts';
import { codec, decodeGuestCommand, empty, guest, longReply, method } from './method.ts';

const v1 = cellar.cell.v1;
const none = new Uint8Array();

function decodeDeparture(message: cellar.cell.v1.IDeparture | null | undefined): Departure {
  return { live: message?.live ?? false, luggage: message?.luggage ?? none };
}

/** The verbs that move a guest from cell to cell. */
export const migrationMethods = {
  departGuest: method(
    'DepartGuest',
    codec(
      v1.DepartGuestRequest,
      (value: DepartGuestRequest) => value,
      (message): DepartGuestRequest => ({ ...decodeGuestCommand(message), copy: message.copy ?? false }),
    ),
    codec(v1.Departure, (value: Departure) => value, decodeDeparture),
  ),
  expectGuest: method(
    'ExpectGuest',
    codec(
      v1.ExpectGuestRequest,
      (value: ExpectGuestRequest) => ({ ...value, spec: encodeGuestSpec(value.spec) }),
      (message): ExpectGuestRequest => ({
        operationId: message.operationId ?? '',
        spec: decodeGuestSpec(message.spec),
        departure: decodeDeparture(message.departure),
        copy: message.copy ?? false,
        sourceCellId: message.sourceCellId ?? '',
        ticket: message.ticket ?? '',
      }),
    ),
    longReply<Cookie, cellar.cell.v1.IExpectGuestReply>(
      v1.ExpectGuestReply,
      (cookie) => ({ cookie: { cookie } }),
      ({ cookie }) => (cookie ? (cookie.cookie ?? none) : undefined),
      (progress) => ({ progress }),
    ),
    'stream',
  ),
  sendGuest: method(
    'SendGuest',
    codec(
      v1.SendGuestRequest,
      ({ target, ...value }: SendGuestRequest) => ({
        ...value,
        targetCellId: target.cellId,
        targetHost: target.host,
        targetPort: target.port,
      }),
      (message): SendGuestRequest => ({
        ...decodeGuestCommand(message),
        copy: message.copy ?? false,
        cookie: message.cookie ?? none,
        target: {
          cellId: message.targetCellId ?? '',
          host: message.targetHost ?? '',
          port: message.targetPort ?? 0,
        },
        ticket: message.ticket ?? '',
      }),
    ),
    longReply<Cookie, cellar.cell.v1.ISendGuestReply>(
      v1.SendGuestReply,
      (cookie) => ({ cookie: { cookie } }),
      ({ cookie }) => (cookie ? (cookie.cookie ?? none) : undefined),
      (progress) => ({ progress }),
    ),
    'stream',
  ),
  arriveGuest: method(
    'ArriveGuest',
    codec(
      v1.ArriveGuestRequest,
      (value: ArriveGuestRequest) => value,
      (message): ArriveGuestRequest => ({
        ...decodeGuestCommand(message),
        cookie: message.cookie ?? none,
      }),
    ),
    codec(
      v1.Cookie,
      (cookie: Cookie) => ({ cookie }),
      (message): Cookie => message.cookie ?? none,
    ),
  ),
  admitGuest: method(
    'AdmitGuest',
    codec(v1.AdmitGuestRequest, (value: GuestCommand) => value, decodeGuestCommand),
    guest,
  ),
  leaveGuest: method(
    'LeaveGuest',
    codec(
      v1.LeaveGuestRequest,
      (value: LeaveGuestRequest) => value,
      (message): LeaveGuestRequest => ({
        ...decodeGuestCommand(message),
        copy: message.copy ?? false,
        cookie: message.cookie ?? none,
      }),
    ),
    empty,
  ),
  stayGuest: method(
    'StayGuest',
    codec(v1.StayGuestRequest, (value: GuestCommand) => value, decodeGuestCommand),
    empty,
  ),
  refuseGuest: method(
    'RefuseGuest',
    codec(
      v1.RefuseGuestRequest,
      (value: RefuseGuestRequest) => value,
      (message): RefuseGuestRequest => ({
        ...decodeGuestCommand(message),
        copy: message.copy ?? false,
        storage: message.storage ?? '',
      }),
    ),
    empty,
  ),
};
