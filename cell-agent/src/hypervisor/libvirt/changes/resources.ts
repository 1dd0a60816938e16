import { setTimeout as delay } from 'node:timers/promises';
import { DomainError } from '../../../../../proto/src/errors.ts';
import { maximumMemoryBytes } from '../../growth.ts';
import type { LibvirtClient } from '../client.ts';
import { memoryElements } from '../domain-xml/memory.ts';
import { buildTopology, buildVcpu, type Virtualization } from '../domain-xml/processor.ts';
import { mapChildren, readSizes, withElements, without } from '../domain-xml/revise.ts';
import type { GuestRecord, GuestRecords } from '../guest-records.ts';
import {
  domainGetInfo,
  domainGetVcpusFlags,
  domainGetXmlDesc,
  domainSetMemoryFlags,
  domainSetVcpusFlags,
} from '../rpc/procedures.ts';
import type { Revisions } from './revisions.ts';

const LIVE = 1;
/** A guest takes or gives by and by, as its own system has time. */
const SETTLE_TIMEOUT_MS = 30_000;
const LOOK_EVERY_MS = 100;
/** Balloons are counted in pages and told in KiB. */
const TOLERANCE_BYTES = 2 ** 20;

/** Cores and memory. */
export class Resources {
  readonly #client: LibvirtClient;
  readonly #records: GuestRecords;
  readonly #revisions: Revisions;
  readonly #virtualization: Virtualization;
  readonly #hostMemoryBytes: number;

  constructor(parts: {
    client: LibvirtClient;
    records: GuestRecords;
    revisions: Revisions;
    virtualization: Virtualization;
    hostMemoryBytes: number;
  }) {
    this.#client = parts.client;
    this.#records = parts.records;
    this.#revisions = parts.revisions;
    this.#virtualization = parts.virtualization;
    this.#hostMemoryBytes = parts.hostMemoryBytes;
  }

  async setCores(guestId: string, cores: number, when: 'next-start' | 'now'): Promise<void> {
    const record = await this.#records.get(guestId);
    if (when === 'now' && record.state !== 'stopped') await this.#plugCores(record, cores);
    await this.#revisions.revise(
      record,
      { cores },
      // Which of them were plugged one by one does not matter at the next start.
      without('vcpus'),
      withElements(buildVcpu(cores)),
      mapChildren('cpu', withElements(buildTopology(cores))),
    );
  }

  async setMemory(guestId: string, memoryBytes: number): Promise<void> {
    const record = await this.#records.get(guestId);
    const { spec } = record.domain;
    if (record.state !== 'stopped') await this.#moveBalloon(record, memoryBytes);
    const maximumBytes = maximumMemoryBytes({ ...spec, memoryBytes }, this.#hostMemoryBytes);
    await this.#revisions.revise(
      record,
      { memoryBytes },
      withElements(...memoryElements({ memoryBytes }, maximumBytes)),
    );
  }

  async #plugCores(record: GuestRecord, cores: number): Promise<void> {
    const { ref } = record;
    const sizes = readSizes(await this.#client.call(domainGetXmlDesc, { domain: ref, flags: 0 }));
    if (cores === sizes.cores) return;
    if (cores > sizes.maximumCores) throw aboveMaximum(record, 'cores', sizes.maximumCores);
    // QEMU 7.2 takes an emulated one away without telling libvirt, which then counts it for ever.
    if (cores < sizes.cores && this.#virtualization === 'qemu') throw notRemovable(record);
    let refusal: unknown;
    const settled = await eventually(async () => {
      if ((await this.#client.call(domainGetVcpusFlags, { domain: ref, flags: LIVE })) === cores) return true;
      try {
        await this.#client.call(domainSetVcpusFlags, { domain: ref, vcpus: cores, flags: LIVE });
      } catch (error) {
        if (!isRefusal(error)) throw error;
        // Libvirt takes them away one by one, and of a slow guest gives up the wait for one, which goes yet.
        if (error.code !== 'timeout') throw inUse(record, 'cores', error);
        refusal = error;
      }
      return false;
    });
    if (!settled) throw inUse(record, 'cores', refusal);
  }

  async #moveBalloon(record: GuestRecord, memoryBytes: number): Promise<void> {
    const { ref } = record;
    const sizes = readSizes(await this.#client.call(domainGetXmlDesc, { domain: ref, flags: 0 }));
    if (memoryBytes > sizes.maximumMemoryBytes) {
      throw aboveMaximum(record, 'memory', sizes.maximumMemoryBytes);
    }
    await this.#setBalloon(record, memoryBytes);
    const settled = await eventually(async () => {
      const { memoryKiB } = await this.#client.call(domainGetInfo, ref);
      return Math.abs(memoryKiB * 1024 - memoryBytes) < TOLERANCE_BYTES;
    });
    if (settled) return;
    await this.#setBalloon(record, record.domain.spec.memoryBytes);
    throw inUse(record, 'memory', undefined);
  }

  async #setBalloon({ ref }: GuestRecord, bytes: number): Promise<void> {
    const memoryKiB = Math.floor(bytes / 1024);
    await this.#client.call(domainSetMemoryFlags, { domain: ref, memoryKiB, flags: LIVE });
  }
}

async function eventually(condition: () => Promise<boolean>): Promise<boolean> {
  const deadline = performance.now() + SETTLE_TIMEOUT_MS;
  while (!(await condition())) {
    if (performance.now() > deadline) return false;
    await delay(LOOK_EVERY_MS);
  }
  return true;
}

/** Libvirt's own errors but those of the connection. */
function isRefusal(error: unknown): error is DomainError {
  return error instanceof DomainError && error.code !== 'cell_unreachable';
}

function aboveMaximum({ domain }: GuestRecord, what: 'cores' | 'memory', maximum: number): DomainError {
  const { id, name } = domain.spec;
  const amount = what === 'cores' ? `${maximum} cores` : `${maximum} bytes of memory`;
  return new DomainError(
    'conflict',
    `the running guest ${name} was started for at most ${amount}: stop it first`,
    { reason: `${what}_above_maximum`, subject: { kind: 'guest', id }, details: { maximum } },
  );
}

function notRemovable({ domain }: GuestRecord): DomainError {
  const { id, name } = domain.spec;
  return new DomainError(
    'unsupported',
    `the emulated guest ${name} can not give up cores while it runs: let it do so at its next start`,
    { reason: 'cores_not_removable', subject: { kind: 'guest', id } },
  );
}

function inUse({ domain }: GuestRecord, what: 'cores' | 'memory', cause: unknown): DomainError {
  const { id, name } = domain.spec;
  return new DomainError(
    'conflict',
    `the system of the guest ${name} does not follow the change of ${what}`,
    {
      reason: `${what}_in_use`,
      subject: { kind: 'guest', id },
      cause,
    },
  );
}
