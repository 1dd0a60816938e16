import type { Command } from 'commander';
import type { ApiClient } from '../api-client.ts';
import { oneNamed } from '../find.ts';
import { leaf, noun } from '../leaf.ts';

interface FloatingIpRow {
  readonly id: string;
  readonly floating_network_id: string;
  readonly floating_ip_address: string;
  readonly port_id: string | null;
  readonly status: string;
  readonly user_id: string | null;
  readonly description: string;
}

interface NetworkRow {
  readonly id: string;
  readonly name: string;
}

/** `cellar floating-ip …` */
export function addFloatingIpCommands(program: Command): void {
  const floating = noun(program, 'floating-ip', 'addresses that follow users from desktop to desktop');

  leaf(floating, {
    usage: 'list',
    summary: 'lists the floating IPs, whose they are and where they lead',
    async run({ client, out }) {
      const networks = new Map((await allNetworks(client)).map(({ id, name }) => [id, name]));
      out.list<FloatingIpRow>(
        [
          ['ADDRESS', (row) => row.floating_ip_address],
          ['NETWORK', (row) => networks.get(row.floating_network_id) ?? row.floating_network_id],
          ['STATUS', (row) => row.status],
          ['USER', (row) => row.user_id],
          ['DESKTOP', (row) => row.port_id],
          ['ID', (row) => row.id],
        ],
        await floatingIps(client),
      );
    },
  });

  leaf(floating, {
    usage: 'show <floating-ip>',
    summary: 'tells all about a floating IP',
    async run({ client, out, arguments: [name = ''] }) {
      const path = `/floating-ips/${await findFloatingIp(client, name)}`;
      out.thing((await client.rs<{ floating_ip: object }>('GET', path)).floating_ip);
    },
  });

  leaf<{ address?: string; description?: string }>(floating, {
    usage: 'create <network>',
    summary: 'takes an address of an address pool whose mode is external or both',
    options: [
      ['--address <address>', 'this one; none: any that is free'],
      ['--description <text>', 'what it is for'],
    ],
    examples: ['cellar floating-ip create outside --address 203.0.113.10'],
    async run({ client, out, options, arguments: [network = ''] }) {
      const { address, description } = options;
      const request = {
        floating_network_id: oneNamed('network', await allNetworks(client), network).id,
        ...(address !== undefined && { floating_ip_address: address }),
        ...(description !== undefined && { description }),
      };
      const { floating_ip: made } = await client.rs<{ floating_ip: FloatingIpRow }>(
        'POST',
        '/floating-ips/',
        {
          floating_ip: request,
        },
      );
      out.done(`${made.floating_ip_address} is taken: ${made.id}`, made);
    },
  });

  leaf<{ replace?: boolean }>(floating, {
    usage: 'assign <floating-ip> <user-id>',
    summary: 'has the address lead to the desktop that the user works with',
    options: [['--replace', 'in place of the one that he has']],
    async run({ client, out, options, arguments: [name = '', user = ''] }) {
      const body = { floating_ip_id: await findFloatingIp(client, name) };
      await client.rs(
        options.replace ? 'PUT' : 'POST',
        `/users/${encodeURIComponent(user)}/floating-ip`,
        body,
      );
      out.done(`${name} follows the user`, { ...body, user });
    },
  });

  leaf(floating, {
    usage: 'unassign <user-id>',
    summary: 'takes his floating IP from a user; it stays yours',
    async run({ client, out, arguments: [user = ''] }) {
      await client.rs('DELETE', `/users/${encodeURIComponent(user)}/floating-ip`);
      out.done('the user has no floating IP any more', { user });
    },
  });

  leaf(floating, {
    usage: 'delete <floating-ip>',
    summary: 'gives an address back that no user has',
    async run({ client, out, arguments: [name = ''] }) {
      const id = await findFloatingIp(client, name);
      await client.rs('DELETE', `/floating-ips/${id}`);
      out.done(`${name} is given back`, { id });
    },
  });
}

async function allNetworks(client: ApiClient): Promise<readonly NetworkRow[]> {
  return (await client.rs<{ networks: readonly NetworkRow[] }>('GET', '/networks/')).networks;
}

async function floatingIps(client: ApiClient): Promise<readonly FloatingIpRow[]> {
  return (await client.rs<{ floating_ips: readonly FloatingIpRow[] }>('GET', '/floating-ips/')).floating_ips;
}

/** By its address or id. @throws DomainError `not_found`; `conflict` for an address of several networks. */
async function findFloatingIp(client: ApiClient, text: string): Promise<string> {
  const all = (await floatingIps(client)).map(({ id, floating_ip_address: name }) => ({ id, name }));
  return oneNamed('floating-ip', all, text).id;
}
