/** What the pages read of a guest, and how they put it. */
import { texts } from './texts.ts';

export interface Guest {
  readonly id: string;
  readonly name: string;
  readonly created: boolean;
  readonly progress: number;
  readonly running: boolean;
  readonly lost?: boolean;
  readonly cell?: string;
  readonly cores: number;
  /** Bytes. */
  readonly memory: number;
  readonly internal: Side;
  readonly external: Side;
}

interface Side {
  readonly network_address: string;
  readonly allocated_address?: string;
}

export type GuestState = 'creating' | 'lost' | 'running' | 'stopped';

export function stateOf(guest: Pick<Guest, 'created' | 'running' | 'lost'>): GuestState {
  if (!guest.created) return 'creating';
  if (guest.lost) return 'lost';
  return guest.running ? 'running' : 'stopped';
}

export function stateText(guest: Guest): string {
  const state = stateOf(guest);
  return state === 'creating' ? texts.states.creating(guest.progress) : texts.states[state];
}

export function addressOf({ external, internal }: Guest): string {
  const addresses = [external, internal].map((side) => side.network_address || side.allocated_address || '');
  return addresses.filter((address) => address !== '').join(', ') || texts.none;
}

const mebibyte = 1024 ** 2;

export function sizeOf({ cores, memory }: Guest): string {
  const mebibytes = memory / mebibyte;
  const amount =
    mebibytes >= 1024 ? `${Number((mebibytes / 1024).toFixed(1))} GiB` : `${Math.round(mebibytes)} MiB`;
  return texts.size(cores, amount);
}
