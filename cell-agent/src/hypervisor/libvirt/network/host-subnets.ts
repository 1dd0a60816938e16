/** The IPv4 subnets that the host has addresses in or routes to. */
import { readFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { parseSubnet, type Subnet } from './subnet.ts';

/** Except those of the interface named. */
export async function hostSubnets(exceptInterface: string): Promise<Subnet[]> {
  const addresses = Object.entries(networkInterfaces())
    .filter(([name]) => name !== exceptInterface)
    .flatMap(([, list]) => list ?? [])
    .filter(({ family, cidr }) => family === 'IPv4' && cidr !== null)
    .map(({ cidr }) => parseSubnet(cidr ?? ''));
  const routes = await readFile('/proc/net/route', 'utf8');
  return [...addresses, ...parseRoutes(routes, exceptInterface)];
}

/** From the text of /proc/net/route, where addresses are hexadecimal with the last octet first. The default is left out. */
export function parseRoutes(text: string, exceptInterface: string): Subnet[] {
  return text
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .flatMap(([name, destination = '', , , , , , mask = '']) => {
      const bits = Number.parseInt(mask, 16);
      if (name === exceptInterface || !(bits > 0)) return [];
      const prefix = bits.toString(2).replaceAll('0', '').length;
      const octets = Buffer.from(destination, 'hex').reverse();
      return [parseSubnet(`${octets.join('.')}/${prefix}`)];
    });
}
