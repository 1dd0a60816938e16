/** The cell's name: `cell_` and 12 hex digits that stay for the life of the machine. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';

/** From the card address of the bridge, else of the first card, else from the machine id. */
export function defaultCellName(bridge: string | null): string {
  const digits = cardAddress(bridge) ?? machineDigits();
  return `cell_${digits}`;
}

/** The n-th name (from 1) of the simulated cells that share a process. */
export function simulatedCellName(configured: string | null, n: number): string {
  if (configured !== null) return `${configured}-${n}`;
  const base = Number.parseInt(defaultCellName(null).slice('cell_'.length), 16);
  return `cell_${((base + n) % 2 ** 48).toString(16).padStart(12, '0')}`;
}

function cardAddress(bridge: string | null): string | undefined {
  const cards = networkInterfaces();
  const virtual = /^(lo|docker|virbr|vnet|veth|br-|tap|tun)/;
  const names = Object.keys(cards).filter((name) => !virtual.test(name));
  const ordered = bridge === null ? names.sort() : [bridge, ...names.sort()];
  const addresses = ordered.map((name) => cards[name]?.[0]?.mac.replaceAll(':', ''));
  return addresses.find((mac) => mac !== undefined && mac !== '000000000000');
}

function machineDigits(): string {
  const id = readFileSync('/etc/machine-id', 'utf8').trim();
  return createHash('sha256').update(`cellar:${id}`).digest('hex').slice(0, 12);
}
