/** The public listeners: the part of the composition root that knows the dialects. */
import type { AsyncDisposables } from './async-disposables.ts';
import type { Settings } from './config/schema.ts';
import { createAdjutantApp } from './http/adjutant/app.ts';
import { createHttpApp } from './http/app.ts';
import { createBrokerApp } from './http/broker/app.ts';
import type { HttpCommon } from './http/common.ts';
import { createMonitorSocket } from './http/console/monitor-socket.ts';
import { attachUpgrades } from './http/console/upgrades.ts';
import { createIdentityApp } from './http/identity/app.ts';
import { parseNetworks, resolveAddress } from './http/middleware/client-address.ts';
import { type ListenerSettings, openListener } from './http/open-listener.ts';
import { builtUi } from './http/pages/built-ui.ts';
import { createPages } from './http/pages/pages.ts';
import { createRsApp } from './http/rs/app.ts';
import { type OpenListeners, readinessOf } from './readiness.ts';
import { every } from './system/every.ts';
import { type ConnectedChannel, connectMonitorChannel } from './use-cases/monitor/connect-monitor-channel.ts';
import { endLostScreens } from './use-cases/monitor/end-lost-screens.ts';
import type { Ports } from './use-cases/ports/index.ts';

const closeGraceMs = 5_000;
const screenReviewMs = 2_000;

/** Origins of the public listeners by the name of their API. */
interface Origins {
  nano: string;
  identity: string;
  rs: string;
  broker: string;
  adjutant: string;
}

/** Opens the public listeners. @param more.listeners open already: the program is ready while all are. */
export async function openListeners(
  settings: Settings,
  common: HttpCommon,
  ports: Ports,
  parts: AsyncDisposables,
  { screens, listeners }: { screens: Set<ConnectedChannel>; listeners: OpenListeners },
): Promise<Origins> {
  const open = new Map(listeners);
  const origins: Origins = { nano: '', identity: '', rs: '', broker: '', adjutant: '' };
  const endpoints = () => ({ ...origins });
  const { identity, rs, broker, adjutant } = settings;
  const given = (listener: { trusted_proxies: readonly string[] }) => ({
    ports,
    common,
    trustedProxies: listener.trusted_proxies,
  });
  const opened = async (name: string, app: Parameters<typeof openListener>[0], at: ListenerSettings) => {
    const listener = await openListener(app, at);
    open.set(name, listener.server);
    parts.add(() => listener.close({ graceMs: closeGraceMs }));
    return listener.origin;
  };
  const identityApp = createIdentityApp({ ...given(identity), endpoints, region: identity.region });
  origins.identity = await opened('identity', identityApp, identity);
  origins.rs = await opened('rs', createRsApp({ ...given(rs), endpoints }), rs);
  const brokerApp = createBrokerApp({
    ...given(broker),
    cors: broker.cors,
    guard: { from: broker.web_guard.web_only_from, secret: broker.web_guard.secret ?? null },
    gateway: () => broker.gateway_url ?? origins.nano,
    cloudUrl: () => origins.broker,
  });
  origins.broker = await opened('broker', brokerApp, broker);
  const adjutantApp = createAdjutantApp({ ...given(adjutant), openRequests: adjutant.open_requests });
  origins.adjutant = await opened('adjutant', adjutantApp, adjutant);
  origins.nano = await serveNano(settings, common, ports, parts, { endpoints, screens, open });
  return origins;
}

async function serveNano(
  settings: Settings,
  common: HttpCommon,
  ports: Ports,
  parts: AsyncDisposables,
  {
    endpoints,
    screens,
    open,
  }: {
    endpoints: () => Readonly<Record<string, string>>;
    screens: Set<ConnectedChannel>;
    open: Map<string, { readonly listening: boolean }>;
  },
): Promise<string> {
  const { cors, trusted_proxies: trustedProxies } = settings.nano;
  const app = createHttpApp({
    ports,
    common,
    readiness: readinessOf(ports.store, open),
    trustedProxies,
    cors,
    endpoints,
    pages: createPages({ uiRoot: builtUi(), webRoot: settings.nano.web_root ?? null }),
  });
  const listener = await openListener(app, settings.nano);
  open.set('nano', listener.server);
  const trusted = parseNetworks(trustedProxies);
  parts.add(every(screenReviewMs, () => endLostScreens(ports, screens), common.logger));
  const monitor = createMonitorSocket({
    connect: async (input) => {
      const screen = await connectMonitorChannel(ports, { ...input, nowMs: ports.clock.nowMs() });
      screens.add(screen);
      screen.stream.once('close', () => screens.delete(screen));
      return screen;
    },
    addressOf: ({ socket, headers }) =>
      resolveAddress(trusted, socket.remoteAddress ?? '', {
        forwardedFor: headers['x-forwarded-for']?.toString(),
        realIp: headers['x-real-ip']?.toString(),
      }),
    onFailure: (error, requestId) =>
      common.logger.error({ err: error, requestId }, 'a monitor channel failed'),
  });
  attachUpgrades(listener.server, [monitor.handle]);
  parts.add(() => listener.close({ graceMs: closeGraceMs }));
  parts.add(async () => monitor.close());
  return listener.origin;
}
