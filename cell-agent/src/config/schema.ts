/** The settings of the cell agent, their defaults and what is allowed. */
import { join } from 'node:path';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';

const port = z.int('must be a port number, 0 for a free one').min(0).max(65_535);
const absolutePath = z.string().startsWith('/', 'must be an absolute path');
const interfaceName = z.string().regex(/^[\w.-]{1,15}$/, 'must be the name of a network interface');

/** `host`, `host:port`, `[v6]` or `[v6]:port`. */
const advertise = z
  .string()
  .max(300)
  .regex(/^(\[[\da-fA-F:.]+\]|[\w.-]+)(:\d{1,5})?$/, 'must be host or host:port (IPv6 in brackets)');

const subnet = z
  .string()
  .refine((text) => ipaddr.IPv4.isValidCIDR(text), 'must be an IPv4 subnet such as 10.20.0.0/24');

export const settingsSchema = z
  .strictObject({
    data: absolutePath.default('/var/lib/cellar-cell'),
    log: z
      .strictObject({ level: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info') })
      .prefault({}),
    agent: z
      .strictObject({
        /** Null: `cell_` and the digits of the machine's first network card. */
        name: z
          .string()
          .regex(/^[\w-]{1,64}$/, 'must be 1 to 64 letters, digits, _ or -')
          .nullable()
          .default(null),
        listen: z.string().min(1).default('0.0.0.0'),
        port: port.default(5852),
        /** Null: the address by which the control plane was reached. */
        advertise: advertise.nullable().default(null),
        console_port: port.default(5853),
      })
      .prefault({}),
    hypervisor: z.enum(['libvirt', 'fake']).default('libvirt'),
    libvirt: z.strictObject({ socket: absolutePath.nullable().default(null) }).prefault({}),
    virt: z.enum(['auto', 'kvm', 'qemu']).default('auto'),
    storage: z.strictObject({ path: absolutePath.nullable().default(null) }).prefault({}),
    network: z
      .strictObject({
        bridge: interfaceName.nullable().default(null),
        external_bridge: interfaceName.nullable().default(null),
        nat_subnet: subnet.nullable().default(null),
        /** Null: the external bridge, or else where the default route leads. */
        floating_interface: interfaceName.nullable().default(null),
      })
      .refine(
        ({ bridge, nat_subnet }) => bridge === null || nat_subnet === null,
        'has both bridge and nat_subnet; allowed is one',
      )
      .prefault({}),
    metrics: z
      .strictObject({
        listen: z.string().min(1).default('127.0.0.1'),
        /** Null: nobody is told. */
        port: port.nullable().default(null),
        /** A series for each guest. */
        guests: z.boolean().default(true),
      })
      .prefault({}),
    statistics: z.strictObject({ interval_ms: z.int().min(100).max(3_600_000).default(2_000) }).prefault({}),
  })
  .transform((settings) => ({
    ...settings,
    storage: { path: settings.storage.path ?? join(settings.data, 'disks') },
  }));

export type Settings = Readonly<z.output<typeof settingsSchema>>;
