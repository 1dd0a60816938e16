import type { Command } from 'commander';
import { usageError } from '../exit-codes.ts';
import { leaf, noun } from '../leaf.ts';
import { formatSize, parseSize } from '../sizes.ts';

interface Parts {
  readonly [part: string]: number | null;
}

interface QuotaView {
  readonly project: string;
  readonly size: string;
  readonly quota: Parts | null;
  readonly usage: Parts;
}

interface SetOptions {
  readonly size?: string;
  readonly unlimited?: boolean;
  readonly instances?: string;
  readonly cores?: string;
  readonly memory?: string;
  readonly disk?: string;
  readonly snapshots?: string;
  readonly addresses?: string;
}

const waysToSay =
  'say one of: --size NAME; --unlimited; limits (--instances, --cores, --memory, --disk, --snapshots, --addresses)';

/** `cellar quota …` */
export function addQuotaCommands(program: Command): void {
  const quota = noun(program, 'quota', 'how much projects may have');

  leaf(quota, {
    usage: 'show <project>',
    summary: 'tells the limits of a project, by its id, and what it uses',
    examples: ['cellar quota show 6b1f0c2e-9c0d-4f6a-8e5b-7d3c1a2f4e60'],
    async run({ client, out, arguments: [id = ''] }) {
      const { quota: kept } = await client.cellar<{ quota: QuotaView }>('GET', path(id));
      out.thing(kept, inWords(kept));
    },
  });

  leaf<SetOptions>(quota, {
    usage: 'set <project>',
    summary: 'sets the limits of a project; what is left out has none',
    options: [
      ['--size <name>', 'a size of the configuration, e.g. small'],
      ['--unlimited', 'no limits at all'],
      ['--instances <count>', 'guests'],
      ['--cores <count>', 'cores of all guests'],
      ['--memory <size>', 'memory of all guests, e.g. 64G'],
      ['--disk <size>', 'disks of all guests and volumes, e.g. 2T'],
      ['--snapshots <count>', 'snapshots of all guests'],
      ['--addresses <count>', 'addresses of all guests'],
    ],
    examples: [
      'cellar quota set 6b1f0c2e-9c0d-4f6a-8e5b-7d3c1a2f4e60 --size medium',
      'cellar quota set 6b1f0c2e-9c0d-4f6a-8e5b-7d3c1a2f4e60 --instances 10 --memory 64G',
    ],
    async run({ client, out, options, arguments: [id = ''] }) {
      const { quota: kept } = await client.cellar<{ quota: QuotaView }>('PUT', path(id), request(options));
      out.done(`the quota of ${id} is set (${kept.size})`, { ...kept });
    },
  });
}

function request({ size, unlimited, memory, disk, ...counts }: SetOptions): object {
  const parts = {
    ...Object.fromEntries(Object.entries(counts).map(([part, text]) => [part, countOf(part, text)])),
    ...(memory !== undefined && { memory_bytes: parseSize(memory) }),
    ...(disk !== undefined && { disk_bytes: parseSize(disk) }),
  };
  const ways = [size !== undefined, unlimited === true, Object.keys(parts).length > 0];
  if (ways.filter(Boolean).length !== 1) throw usageError(waysToSay);
  if (size !== undefined) return { size };
  return { quota: unlimited ? null : parts };
}

/** A line for each part: how much is used of how much. */
function inWords({ project, size, quota, usage }: QuotaView): object {
  const words = (part: string, value: number) =>
    part.endsWith('_bytes') ? formatSize(value) : String(value);
  const lines = Object.entries(usage).map(([part, used]) => {
    const limit = quota?.[part] ?? null;
    const most = limit === null ? 'without limit' : `of ${words(part, limit)}`;
    return [part.replace(/_bytes$/, ''), `${words(part, used ?? 0)} ${most}`];
  });
  return { project, size: quota === null ? 'unlimited' : size, ...Object.fromEntries(lines) };
}

function countOf(part: string, text: string | undefined): number {
  if (text !== undefined && /^\d{1,9}$/.test(text)) return Number(text);
  throw usageError(`--${part} must be a whole number of up to 9 digits, not '${text}'`);
}

function path(project: string): string {
  return `/projects/${encodeURIComponent(project)}/quota`;
}
