import {
  type AccessProtocol,
  protocolsOf,
  remoteDesktopPort,
  shellPort,
} from '../../domain/client-access.ts';
import type { DesktopRequest } from '../../domain/desktop-request.ts';
import { isRunning } from '../../domain/live.ts';
import { rsError } from '../../domain/rs-errors.ts';
import type { Context } from '../context.ts';
import { desktopAddress } from '../desktop-servers/desktop-address.ts';
import { type DesktopView, viewDesktop } from '../desktop-servers/desktop-view.ts';
import { isAmong } from '../desktop-servers/release-desktop.ts';
import { openChannel } from '../monitor/create-monitor-channel.ts';
import type { Ports } from '../ports/index.ts';

export interface DesktopAccess {
  readonly protocol: AccessProtocol;
  /** Of the desktop's address; null for a screen. */
  readonly port: number | null;
  /** The way to the screen, good for one connection; null: none was made. */
  readonly channel: { readonly id: string; readonly password: string } | null;
}

export interface RequestedDesktop {
  readonly view: DesktopView;
  readonly address: string | null;
  /** First what was asked for; empty until the desktop is handed over. */
  readonly access: readonly DesktopAccess[];
}

export interface AnsweredRequest {
  readonly request: DesktopRequest;
  /** Null until one is chosen. */
  readonly desktop: RequestedDesktop | null;
}

/**
 * How far the caller's request is, with the desktop as it is now. A web client gets a way to the screen with it.
 * @throws DomainError `desktop_request_not_found`, `not_requester`, or what the request failed with.
 */
export async function getDesktopRequest(
  ports: Pick<Ports, 'store' | 'live' | 'ids' | 'limits' | 'desktops' | 'keystone'>,
  ctx: Context,
  input: { readonly id: string },
): Promise<AnsweredRequest> {
  const request = await ports.store.desktopRequests.get(input.id);
  const oldestMs = ctx.nowMs - ports.desktops.broker.requestTtlMs;
  if (!request || (request.finishedAtMs ?? ctx.nowMs) < oldestMs)
    throw rsError('desktop_request_not_found', { request_id: input.id });
  if (request.userId !== ctx.actor.userId) throw rsError('not_requester');
  if (request.failure) throw rsError(request.failure.reason, request.failure.data);
  const desktop = (await isHis(ports, request)) ? await desktopOf(ports, ctx, request) : null;
  // What he has given back or lost may be somebody else's by now.
  if (desktop === null && request.state === 'completed')
    throw rsError('desktop_request_not_found', { request_id: input.id });
  return { request, desktop };
}

async function isHis(
  { store }: Pick<Ports, 'store'>,
  { serverId, userId }: DesktopRequest,
): Promise<boolean> {
  if (serverId === null) return false;
  const holders = (await store.desktops.assignmentsOf(serverId)).map(({ holder }) => holder);
  return isAmong(store, userId, holders);
}

async function desktopOf(
  ports: Pick<Ports, 'store' | 'live' | 'ids' | 'limits' | 'keystone'>,
  ctx: Context,
  request: DesktopRequest,
): Promise<RequestedDesktop | null> {
  const { serverId, state } = request;
  const server = serverId === null ? undefined : await ports.store.desktops.getServer(serverId);
  if (server === undefined) return null;
  const view = await viewDesktop(ports, { server, holders: [] });
  const address = view.guest === undefined ? null : desktopAddress(view.guest, view.live);
  const access = state === 'completed' ? await accessTo(ports, ctx, request, view) : [];
  return { view, address, access };
}

async function accessTo(
  ports: Pick<Ports, 'store' | 'live' | 'ids' | 'limits' | 'keystone'>,
  ctx: Context,
  { connection }: DesktopRequest,
  { guest }: DesktopView,
): Promise<DesktopAccess[]> {
  if (guest === undefined) return [];
  const access: DesktopAccess[] = [];
  for (const protocol of protocolsOf(guest, connection)) {
    const port = protocol === 'vnc' ? null : protocol === 'ssh' ? shellPort : remoteDesktopPort;
    // A screen ends with its credential, and those of an external Keystone are not known here.
    const isScreen = protocol === 'vnc' && connection === 'web' && ports.keystone === null;
    const channel =
      isScreen && isRunning(ports.live.guest(guest.id)) ? await openChannel(ports, ctx, guest) : null;
    access.push({ protocol, port, channel });
  }
  return access;
}
