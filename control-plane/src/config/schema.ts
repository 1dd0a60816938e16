/** The settings of the control plane with their defaults. Keys are described in docs/reference/configuration.md. */
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { z } from 'zod';
import { connections } from '../domain/desktop-session.ts';
import { adjutantShape } from './adjutant.ts';

const port = z.number({ error: 'must be a port number from 0 to 65535' }).int().min(0).max(65_535);
const tls = z.strictObject({ certificate: z.string().min(1), key: z.string().min(1) });
const addressList = z.union([
  z.array(z.string()),
  z.string().transform((text) => text.split(',').map((part) => part.trim())),
]);

const connectionList = addressList.pipe(z.array(z.enum(connections, `must be of ${connections.join(', ')}`)));
const networkList = addressList.pipe(
  z.array(
    z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], 'must be an address or a network like 10.0.0.0/8'),
  ),
);

/** A JSON list where it comes from a variable. */
const wordList = z.union([
  z.array(z.string().min(1)),
  z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue(
          'must be a list of words, in a variable as JSON such as ["/usr/sbin/fence","{cell}"]',
        );
        return z.NEVER;
      }
    })
    .pipe(z.array(z.string().min(1))),
]);

/** What every public listener has. */
const listenerOn = (usual: number) => ({
  listen: z.string().default('127.0.0.1'),
  port: port.default(usual),
  tls: tls.optional(),
  insecure: z.boolean().default(false),
  trusted_proxies: addressList.default([]),
});

/** Beyond this machine a listener speaks TLS, unless told otherwise. */
const securedBy = (name: string) => ({
  path: ['listen'],
  error: `an address beyond this machine needs ${name}.tls.certificate and ${name}.tls.key, or insecure: true`,
});

const nano = z
  .strictObject({
    ...listenerOn(5870),
    web_root: z.string().min(1).optional(),
    cors: z.boolean().default(false),
    session_timeout_s: z.number().int().min(10).max(86_400).default(180),
    max_cores: z.number().int().min(1).default(24),
    max_memory_gib: z.number().int().min(1).default(32),
    max_disk_gib: z.number().int().min(1).default(64),
    max_batch: z.number().int().min(1).max(10_000).default(1_000),
  })
  .refine(isSecured, securedBy('nano'));

const keystone = z
  .strictObject({
    url: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }),
    user: z.string().min(1).optional(),
    password: z.string().min(1).optional(),
    user_domain: z.string().min(1).default('Default'),
    project: z.string().min(1).optional(),
    project_domain: z.string().min(1).default('Default'),
    timeout_s: z.number().min(0.1).max(60).default(5),
    cache_s: z.number().min(0).max(300).default(60),
  })
  .refine(({ user, password }) => (user === undefined) === (password === undefined), {
    path: ['user'],
    error: 'needs identity.keystone.password, and the other way round',
  });

const identity = z
  .strictObject({
    ...listenerOn(5000),
    /** How long a token lives. */
    token_timeout_s: z.number().int().min(60).max(2_592_000).default(3_600),
    /** Where RS and Adjutant have tokens validated, instead of here. */
    keystone: keystone.optional(),
    region: z.string().min(1).max(64).default('RegionOne'),
  })
  .refine(isSecured, securedBy('identity'));

const rs = z
  .strictObject({
    ...listenerOn(9364),
    /** Compute pool of projects that name none, and what `nova` stands for. */
    default_zone: z.string().min(1).max(64).default('default'),
    /** A run of `*` counts. */
    name_pattern: z.string().min(1).max(200).default('trs-**'),
    /** How many ids the list of tasks has. */
    recent_tasks: z.number().int().min(1).max(1_000).default(10),
    /** How reserves of free desktops are filled. */
    reserve: z
      .strictObject({
        /** Desktops of a project that are made at once. */
        batch: z.number().int().min(1).max(100).default(10),
        /** Pause after a failure; each one more doubles it. */
        retry_s: z.number().min(0.01).max(86_400).default(30),
        longest_retry_s: z.number().min(0.01).max(86_400).default(1_800),
      })
      .prefault({}),
    sessions: z
      .strictObject({
        /** Without news from a gateway, its session is disconnected. */
        silent_after_s: z.number().min(1).max(86_400).default(90),
        /** How often time-outs and screens are looked at. */
        review_s: z.number().min(0.05).max(60).default(5),
      })
      .prefault({}),
    licence: z
      .strictObject({
        /** Refuse users of the broker when it has expired. */
        enforced: z.boolean().default(false),
        name: z.string().min(1).max(255).default(hostname()),
        /** Unix time. */
        expire_at: z.number().int().min(0).max(253_402_300_799).default(4_102_444_800),
      })
      .prefault({}),
  })
  .refine(isSecured, securedBy('rs'));

const broker = z
  .strictObject({
    ...listenerOn(9365),
    /** Web clients come from pages of other origins. */
    cors: z.boolean().default(true),
    request_ttl_s: z.number().int().min(60).max(604_800).default(3_600),
    address_timeout_s: z.number().int().min(1).max(3_600).default(120),
    /** False: users get what there is. */
    create_desktops: z.boolean().default(true),
    max_requests: z.number().int().min(1).max(100_000).default(5_000),
    /** Where clients reach screens, if not at the Nano listener's own address. */
    gateway_url: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).optional(),
    web_guard: z
      .strictObject({
        enabled: z.boolean().default(false),
        allowed_conn_types: connectionList.default([...connections]),
        /** Addresses of the proxy that web clients come through; none: any. */
        web_only_from: networkList.default([]),
        /** What the proxy shows in `X-Web-Guard`. */
        secret: z.string().min(8, 'must have at least 8 characters').optional(),
      })
      .prefault({}),
  })
  .refine(isSecured, securedBy('broker'));

const adjutant = z
  .strictObject({ ...listenerOn(5050), ...adjutantShape })
  .refine(isSecured, securedBy('adjutant'));

export const settingsSchema = z.strictObject({
  data: z.string().min(1).default('/var/lib/cellar'),
  database: z.strictObject({ url: z.string().min(1).optional() }).prefault({}),
  log: z
    .strictObject({ level: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info') })
    .prefault({}),
  nano: nano.prefault({}),
  identity: identity.prefault({}),
  adjutant: adjutant.prefault({}),
  rs: rs.prefault({}),
  broker: broker.prefault({}),
  cells: z
    .strictObject({
      listen: z.string().default('0.0.0.0'),
      port: port.default(5851),
      /** Host, or `host:port`, under which cells reach this control plane. */
      advertise: z.string().min(1).default(hostname()),
      silent_after_s: z.number().min(1).max(300).default(10),
    })
    .prefault({}),
  images: z.strictObject({ path: z.string().min(1).optional() }).prefault({}),
  passwords: z
    .strictObject({
      min_length: z.number().int().min(8).max(128).default(8),
      /** 0: passwords do not expire. */
      max_age_days: z.number().int().min(0).max(3_650).default(0),
      warn_days: z.number().int().min(0).max(365).default(14),
      grace_logins: z.number().int().min(0).max(100).default(3),
      /** How many passwords before may not come back. */
      history: z.number().int().min(0).max(24).default(0),
      script: z.string().startsWith('/', 'must be an absolute path').optional(),
      script_timeout_s: z.number().int().min(1).max(300).default(30),
    })
    .prefault({}),
  failover: z
    .strictObject({
      lease_s: z.number().min(2).max(3_600).default(20),
      beat_s: z.number().min(0.5).max(600).default(5),
      margin_s: z.number().min(0).max(600).default(5),
      long_lease_s: z.number().min(2).max(86_400).default(600),
      /** Words of a command; none: no fencing. */
      fence_command: wordList.default([]),
      fence_timeout_s: z.number().min(1).max(600).default(30),
    })
    .refine(({ lease_s, beat_s }) => beat_s * 3 <= lease_s, {
      path: ['beat_s'],
      error: 'must be at most a third of failover.lease_s, so that a lease outlives a lost beat',
    })
    .prefault({}),
  placement: z.strictObject({ overcommit: z.number().min(1).max(100).default(3) }).prefault({}),
});

export type Settings = z.output<typeof settingsSchema>;

export function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
}

function isSecured(listener: { listen: string; tls?: unknown; insecure: boolean }): boolean {
  return isLoopback(listener.listen) || listener.tls !== undefined || listener.insecure;
}
