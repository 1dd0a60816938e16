import type { GuestStatistics } from '../../../../../proto/src/model.ts';
import type { LibvirtClient } from '../client.ts';
import { connectGetAllDomainStats } from '../rpc/procedures.ts';
import { fromTypedParams } from '../rpc/typed-params.ts';
import { readGuestFields, type Totals } from './guest-fields.ts';

/** `virDomainStatsTypes`: processor, balloon, interfaces, disks. */
const GROUPS = 2 | 4 | 16 | 32;
/** Running domains only; those that are busy tell what they can without waiting. */
const ACTIVE_NOWAIT = 1 | (1 << 29);
/** Rates over less than this would mostly be noise. */
const SPAN_MIN_MS = 200;

interface Sample {
  /** libvirt's number of this run. */
  readonly run: number;
  readonly atMs: number;
  readonly cpuTimeNs: number;
  readonly cpuUsage: number;
  readonly totals: Totals;
}

const nothingYet: Totals = { bytesRead: 0, bytesWritten: 0, bytesReceived: 0, bytesSent: 0 };

/** Statistics of the running guests, by one call for all of them. */
export class GuestMeter {
  readonly #client: LibvirtClient;
  /** Null for a domain that is not a guest of this cell. */
  readonly #coresOf: (guestId: string) => Promise<number | null>;
  /** Room on the guest's file systems; zero when unknown. */
  readonly #freeBytesOf: (guestId: string) => number;
  #samples = new Map<string, Sample>();

  constructor(
    client: LibvirtClient,
    coresOf: (guestId: string) => Promise<number | null>,
    freeBytesOf: (guestId: string) => number,
  ) {
    this.#client = client;
    this.#coresOf = coresOf;
    this.#freeBytesOf = freeBytesOf;
  }

  async read(): Promise<GuestStatistics[]> {
    const call = { domains: [], stats: GROUPS, flags: ACTIVE_NOWAIT };
    const answers = await this.#client.call(connectGetAllDomainStats, call);
    const atMs = performance.now();
    const samples = new Map<string, Sample>();
    const statistics = await Promise.all(
      answers.map(async ({ domain, params }): Promise<GuestStatistics | null> => {
        const cores = await this.#coresOf(domain.uuid);
        if (cores === null) return null;
        const fields = readGuestFields(fromTypedParams(params));
        const before = this.#samples.get(domain.uuid);
        const last = before?.run === domain.id ? before : undefined;
        const totals = { ...nothingYet, ...last?.totals, ...fields.totals };
        const sample = nextSample(last, { run: domain.id, atMs, cpuTimeNs: fields.cpuTimeNs, cores, totals });
        samples.set(domain.uuid, sample);
        const { memoryAvailableBytes } = fields;
        const { cpuUsage } = sample;
        const guestId = domain.uuid;
        const diskAvailableBytes = this.#freeBytesOf(guestId);
        return { guestId, cpuUsage, memoryAvailableBytes, diskAvailableBytes, ...totals };
      }),
    );
    this.#samples = samples;
    return statistics.filter((one) => one !== null);
  }
}

function nextSample(
  last: Sample | undefined,
  now: { run: number; atMs: number; cpuTimeNs: number | undefined; cores: number; totals: Totals },
): Sample {
  const { run, atMs, cores, totals } = now;
  if (last === undefined) return { run, atMs, cpuTimeNs: now.cpuTimeNs ?? 0, cpuUsage: 0, totals };
  if (now.cpuTimeNs === undefined || atMs - last.atMs < SPAN_MIN_MS) return { ...last, totals };
  const usedMs = (now.cpuTimeNs - last.cpuTimeNs) / 1e6;
  const share = (100 * usedMs) / (atMs - last.atMs) / cores;
  const cpuUsage = Math.min(100, Math.max(0, share));
  return { run, atMs, cpuTimeNs: now.cpuTimeNs, cpuUsage, totals };
}
