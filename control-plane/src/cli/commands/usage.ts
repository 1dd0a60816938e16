/** What cells and guests used within the last day. */
import type { Command } from 'commander';
import { findGuest } from '../find.ts';
import { leaf } from '../leaf.ts';
import { formatSize } from '../sizes.ts';

interface Sample {
  readonly at: string;
  readonly cpu_percent: number | null;
  readonly memory_available_bytes: number | null;
  readonly disk_read_bytes_per_s: number | null;
  readonly disk_write_bytes_per_s: number | null;
  readonly network_receive_bytes_per_s: number | null;
  readonly network_send_bytes_per_s: number | null;
}

interface Flags {
  readonly from?: string;
  readonly to?: string;
  readonly step?: string;
}

/** `cellar cell usage`, `cellar guest usage`. @param parent the noun of that kind. */
export function addUsageCommand(parent: Command, kind: 'cell' | 'guest'): void {
  leaf<Flags>(parent, {
    usage: `usage <${kind}>`,
    summary: `tells what a ${kind} used, in steps: processor, memory, disk, network`,
    options: [
      ['--from <time>', 'from this moment on, e.g. 2026-01-31T12:00:00Z; else the last hour'],
      ['--to <time>', 'before this moment'],
      ['--step <seconds>', '60, 300, 900, 1800 or 3600'],
    ],
    async run({ client, out, options, arguments: [name = ''] }) {
      const id = kind === 'guest' ? await findGuest(client, name) : name;
      const query = new URLSearchParams(Object.entries(options));
      const path = `/${kind}s/${encodeURIComponent(id)}/usage?${query}`;
      const { usage } = await client.cellar<{ usage: { samples: Sample[] } }>('GET', path);
      const size = (bytes: number | null) => (bytes === null ? '-' : formatSize(bytes));
      out.list<Sample>(
        [
          ['AT', (row) => row.at],
          ['CPU', (row) => (row.cpu_percent === null ? '-' : `${row.cpu_percent} %`)],
          ['FREE MEMORY', (row) => size(row.memory_available_bytes)],
          ['READ/S', (row) => size(row.disk_read_bytes_per_s)],
          ['WRITTEN/S', (row) => size(row.disk_write_bytes_per_s)],
          ['RECEIVED/S', (row) => size(row.network_receive_bytes_per_s)],
          ['SENT/S', (row) => size(row.network_send_bytes_per_s)],
        ],
        usage.samples,
        sinceKnown(usage.samples),
      );
    },
  });
}

/** Without the steps before the first one of which anything is known. */
function sinceKnown(samples: readonly Sample[]): readonly Sample[] {
  const first = samples.findIndex(({ at: _at, ...values }) => Object.values(values).some(isKnown));
  return first === -1 ? [] : samples.slice(first);
}

function isKnown(value: unknown): boolean {
  return value !== null;
}
