/** IPv4 addresses as whole numbers, so that they can be counted and compared. */

const octet = /^(0|[1-9]\d{0,2})$/;

/** Null for anything but four decimal octets without leading zeros. */
export function parseIpv4(text: string): number | null {
  const parts = text.split('.');
  if (parts.length !== 4) return null;
  let address = 0;
  for (const part of parts) {
    const value = Number(part);
    if (!octet.test(part) || value > 255) return null;
    address = address * 256 + value;
  }
  return address;
}

export function formatIpv4(address: number): string {
  return [2 ** 24, 2 ** 16, 2 ** 8, 1].map((unit) => Math.floor(address / unit) % 256).join('.');
}

/** How many ones a netmask begins with; null if it is none, as 255.0.255.0. */
export function prefixOfNetmask(text: string): number | null {
  const mask = parseIpv4(text);
  if (mask === null) return null;
  const prefix = mask.toString(2).replaceAll('0', '').length;
  return mask === netmask(prefix) ? prefix : null;
}

export function netmaskOfPrefix(prefix: number): string {
  return formatIpv4(netmask(prefix));
}

/** The first and the last address of the network that holds the address. */
export function networkOf(address: number, prefix: number): { first: number; last: number } {
  const size = 2 ** (32 - prefix);
  const first = address - (address % size);
  return { first, last: first + size - 1 };
}

function netmask(prefix: number): number {
  return 2 ** 32 - 2 ** (32 - prefix);
}
