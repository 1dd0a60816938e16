/** The settings of the control plane with their defaults. Keys are described in docs/reference/configuration.md. */
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { z } from 'zod';

const port = z.number({ error: 'must be a port number from 0 to 65535' }).int().min(0).max(65_535);
const tls = z.strictObject({ certificate: z.string().min(1), key: z.string().min(1) });
const addressList = z.union([
  z.array(z.string()),
  z.string().transform((text) => text.split(',').map((part) => part.trim())),
]);

const listener = z
  .strictObject({
    listen: z.string().default('127.0.0.1'),
    port: port.default(5870),
    tls: tls.optional(),
    insecure: z.boolean().default(false),
    web_root: z.string().min(1).optional(),
    cors: z.boolean().default(false),
    session_timeout_s: z.number().int().min(10).max(86_400).default(180),
    max_cores: z.number().int().min(1).default(24),
    max_memory_gib: z.number().int().min(1).default(32),
    max_disk_gib: z.number().int().min(1).default(64),
    max_batch: z.number().int().min(1).max(10_000).default(1_000),
    trusted_proxies: addressList.default([]),
  })
  .refine((nano) => isLoopback(nano.listen) || nano.tls !== undefined || nano.insecure, {
    path: ['listen'],
    error: 'an address beyond this machine needs nano.tls.certificate and nano.tls.key, or insecure: true',
  });

export const settingsSchema = z.strictObject({
  data: z.string().min(1).default('/var/lib/cellar'),
  database: z.strictObject({ url: z.string().min(1).optional() }).prefault({}),
  log: z
    .strictObject({ level: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info') })
    .prefault({}),
  nano: listener.prefault({}),
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
  placement: z.strictObject({ overcommit: z.number().min(1).max(100).default(3) }).prefault({}),
});

export type Settings = z.output<typeof settingsSchema>;

export function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
}
