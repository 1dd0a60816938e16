/** Guests that come to this cell; see `outgoing.ts`. */
import { connect } from 'node:net';
import { dirname, relative } from 'node:path';
import type { Duplex } from 'node:stream';
import { DomainError } from '../../../../../proto/src/errors.ts';
import type { GuestSpec } from '../../../../../proto/src/model.ts';
import type { Cookie } from '../../../../../proto/src/model-migration.ts';
import { connectStreams } from '../../../console/connect-streams.ts';
import type { Arrival, Left } from '../../port/migration.ts';
import type { LongCall } from '../../port.ts';
import type { LibvirtClient } from '../client.ts';
import type { Definitions } from '../definitions.ts';
import { createDisk, type Owner } from '../disks/create-disk.ts';
import { runTool } from '../disks/run-tool.ts';
import { formatXml, parseXml } from '../domain-xml/element.ts';
import type { GuestFiles } from '../guest-files.ts';
import { domainRef, type GuestRecord, type GuestRecords } from '../guest-records.ts';
import type { LibvirtConnection } from '../rpc/connection.ts';
import { domainMigrateFinish3Params, domainMigratePrepare3Params } from '../rpc/procedures.ts';
import { toTypedParams } from '../rpc/typed-params.ts';
import { confirmFile } from './file-channel.ts';
import { KeptSnapshots } from './kept-snapshots.ts';
import { type Luggage, unpackLuggage } from './luggage.ts';
import { endRun, onTheWay, setMark, until } from './marks.ts';
import { flagsOf, longMs } from './parameters.ts';
import { receiveWhole } from './receive-whole.ts';
import { type Newcomer, type Place, relocate } from './relocate.ts';
import { defineSnapshots, relocateSnapshots } from './snapshots.ts';

const settleMs = 30_000;

export interface IncomingParts {
  readonly client: LibvirtClient;
  readonly records: GuestRecords;
  readonly definitions: Definitions;
  readonly files: GuestFiles;
  readonly owner: Owner;
  readonly place: Place;
  /** Has the host ready for a run of the guest. */
  readonly prepareRun: (record: GuestRecord) => Promise<void>;
  /** A run goes on here in a moment. */
  readonly onArriving: (guestId: string) => Promise<void>;
  /** The guest is an ordinary one of this cell from now on. */
  readonly onSeen: (guestId: string) => Promise<void>;
}

/** What is kept of a guest on its way; it ends with the process, and with it what QEMU has received. */
interface Expected {
  readonly operationId: string;
  readonly arrival: Arrival;
  readonly luggage: Luggage;
  /** Files that have come whole. */
  readonly files: Set<number>;
  /** Libvirt ends the run that waits here with this connection. */
  readonly connection: LibvirtConnection | null;
}

export class Incoming {
  readonly #parts: IncomingParts;
  readonly #kept: KeptSnapshots;
  readonly #expected = new Map<string, Expected>();

  constructor(parts: IncomingParts) {
    this.#parts = parts;
    this.#kept = new KeptSnapshots(parts.client, parts.files);
  }

  async expect(operationId: string, arrival: Arrival, options: LongCall): Promise<Cookie> {
    const { spec, departure, copy } = arrival;
    await this.#makeRoom(operationId, spec.id, copy);
    const luggage = unpackLuggage(departure.luggage);
    const { instance } = luggage;
    const newcomer = { spec, instance, operationId, role: 'expected' } as const;
    if (copy && departure.live) await this.#createDisks(arrival, options);
    await this.#parts.definitions.defineArrival(operationId, spec, {
      instance,
      move: { operationId, role: 'expected' },
    });
    const about = { operationId, arrival, luggage, files: new Set<number>() };
    if (!departure.live) {
      this.#expected.set(spec.id, { ...about, connection: null });
      return new Uint8Array();
    }
    await this.#kept.keep(spec.id, this.#snapshots(operationId, spec, luggage));
    const connection = await this.#parts.client.openConnection();
    this.#expected.set(spec.id, { ...about, connection });
    return await this.#prepare(connection, luggage, newcomer, copy);
  }

  async take(operationId: string, guestId: string, channel: string, stream: Duplex): Promise<void> {
    const expected = this.#expected.get(guestId);
    if (expected?.operationId !== operationId) throw notHere(guestId);
    stream.on('error', () => stream.destroy());
    const { files } = this.#parts;
    if (channel === 'memory' || channel === 'disks') {
      const socket = connect(files.socket(guestId, channel === 'memory' ? 'min' : 'din'));
      socket.on('error', () => socket.destroy());
      await connectStreams(stream, socket);
      return;
    }
    if (channel === 'firmware') return await this.#receiveFirmware(expected, stream);
    const index = Number(/^disk-(\d{1,2})$/.exec(channel)?.[1] ?? Number.NaN);
    const isCopied = expected.arrival.copy && !expected.arrival.departure.live;
    if (!isCopied || expected.arrival.spec.disks[index] === undefined) throw notHere(guestId);
    await this.#receiveDisk(expected, index, stream);
  }

  async arrive(operationId: string, guestId: string, cookie: Cookie): Promise<Cookie> {
    const { client, records } = this.#parts;
    if ((await onTheWay(records, operationId, guestId, 'arrived')) !== null) return new Uint8Array();
    if ((await onTheWay(records, operationId, guestId, 'expected')) === null) throw notHere(guestId);
    const answer = await this.#letGoOn(operationId, guestId, cookie);
    const record = await onTheWay(records, operationId, guestId, 'expected');
    if (record === null) throw notHere(guestId);
    await this.#kept.putBack(record.ref);
    await setMark(client, record, { operationId, role: 'arrived' });
    this.#expected.delete(guestId);
    return answer;
  }

  async admit(operationId: string, guestId: string): Promise<void> {
    const { client, records } = this.#parts;
    const record = await onTheWay(records, operationId, guestId, 'arrived');
    if (record === null) {
      const present = await records.find(guestId);
      if (present?.domain.operationId === operationId) return;
      throw notHere(guestId);
    }
    await setMark(client, record, null);
    await this.#parts.onSeen(guestId);
  }

  async refuse(operationId: string, guestId: string, { copy, storage }: Left): Promise<void> {
    const { records, files } = this.#parts;
    if ((await onTheWay(records, operationId, guestId, 'arrived')) !== null) {
      throw new DomainError('conflict', `the guest ${guestId} is on this cell for good`, {
        reason: 'guest_arrived',
        subject: { kind: 'guest', id: guestId },
      });
    }
    const record = await onTheWay(records, operationId, guestId, 'expected');
    if (record !== null) await this.#remove(record, copy);
    else if (copy && (await records.lookAny(guestId)) === null) await files.removeAll(guestId, storage);
    this.#expected.delete(guestId);
  }

  /** Takes away what an earlier attempt has left, and what is left of a guest that had departed from here. */
  async #makeRoom(operationId: string, guestId: string, copy: boolean): Promise<void> {
    const present = await this.#parts.records.lookAny(guestId);
    if (present === null) return;
    const move = present === 'foreign' ? null : present.domain.move;
    const isOld =
      move?.role === 'departed' || (move?.role === 'expected' && move.operationId === operationId);
    if (present !== 'foreign' && isOld) return await this.#remove(present, copy);
    throw new DomainError('already_exists', `a guest with the id ${guestId} is on this host already`, {
      reason: 'guest_exists',
      subject: { kind: 'guest', id: guestId },
    });
  }

  async #remove({ domain }: GuestRecord, copy: boolean): Promise<void> {
    const { client, definitions, files } = this.#parts;
    const { id } = domain.spec;
    await this.#expected.get(id)?.connection?.close();
    this.#expected.delete(id);
    await endRun(client, id);
    if (copy) await files.removeAll(id, domain.spec.storage);
    else await files.removeOwn(id);
    await definitions.forget(id);
  }

  async #createDisks({ spec, bases }: Arrival, options: LongCall): Promise<void> {
    const { files, owner } = this.#parts;
    for (const [index, { sizeBytes }] of spec.disks.entries()) {
      const base = linkedOnly(bases[index] ?? null);
      const disk = { guestId: spec.id, index, sizeBytes, base, storage: spec.storage };
      await createDisk(files.disk(spec, index), disk, owner, options);
    }
  }

  async #prepare(
    connection: LibvirtConnection,
    luggage: Luggage,
    newcomer: Newcomer,
    copy: boolean,
  ): Promise<Cookie> {
    const { client, files, place, records, prepareRun } = this.#parts;
    const { id } = newcomer.spec;
    const record = await records.lookAny(id);
    if (record !== null && record !== 'foreign') await prepareRun(record);
    const xml = formatXml(relocate(parseXml(luggage.xml), place, newcomer));
    const params = toTypedParams({
      destination_name: ['string', id],
      destination_xml: ['string', xml],
      migrate_uri: ['string', `unix://${files.socket(id, 'min')}`],
      ...(copy && { disks_uri: ['string', `unix://${files.socket(id, 'din')}`] as const }),
    });
    const cookieIn = Buffer.from(luggage.cookie, 'base64');
    const request = { params, cookieIn, flags: flagsOf(copy) };
    const { cookieOut } = await client.translate(
      connection.call(domainMigratePrepare3Params, request, { timeoutMs: 120_000 }),
    );
    return cookieOut;
  }

  async #receiveFirmware({ arrival: { spec, copy, departure } }: Expected, stream: Duplex): Promise<void> {
    if (!copy || departure.live) throw notHere(spec.id);
    await receiveWhole(this.#parts, this.#parts.files.firmware(spec), stream);
    confirmFile(stream);
  }

  async #receiveDisk({ arrival, files: done }: Expected, index: number, stream: Duplex): Promise<void> {
    const base = linkedOnly(arrival.bases[index] ?? null);
    await receiveWhole(this.#parts, this.#parts.files.disk(arrival.spec, index), stream, async (part) => {
      if (base === null) return;
      // The image lies elsewhere here; its content is the same. On shared storage it is named as `createDisk` does.
      const image = arrival.spec.storage ? relative(dirname(part), base.path) : base.path;
      await runTool('qemu-img', ['rebase', '-u', '-f', 'qcow2', '-F', 'qcow2', '-b', image, part], {});
    });
    done.add(index);
    confirmFile(stream);
  }

  /** @throws DomainError `conflict` with reason `guest_not_here`: then nothing of it runs here, nor ever will. */
  async #letGoOn(operationId: string, guestId: string, cookie: Cookie): Promise<Cookie> {
    const expected = this.#expected.get(guestId);
    if (expected?.operationId === operationId && !expected.arrival.departure.live) {
      await this.#completeStopped(expected);
      return new Uint8Array();
    }
    if (expected?.operationId === operationId && expected.connection?.isOpen) {
      await this.#parts.onArriving(guestId);
      try {
        const params = toTypedParams({ destination_name: ['string', guestId] });
        const request = { params, cookieIn: cookie, flags: flagsOf(expected.arrival.copy), cancelled: 0 };
        const end = await expected.connection.call(domainMigrateFinish3Params, request, {
          timeoutMs: longMs,
        });
        await expected.connection.close();
        return end.cookieOut;
      } catch {
        // Whether it goes on here is looked for below.
      }
    }
    if (await this.#goesOn(guestId)) return new Uint8Array();
    throw notHere(guestId);
  }

  async #completeStopped({ arrival, luggage, files: done, operationId }: Expected): Promise<void> {
    const { spec, copy } = arrival;
    if (copy && done.size < spec.disks.length) throw notHere(spec.id);
    await defineSnapshots(
      this.#parts.client,
      domainRef(spec.id),
      this.#snapshots(operationId, spec, luggage),
    );
  }

  /** The definitions that they keep are those of an ordinary guest. */
  #snapshots(operationId: string, spec: GuestSpec, { snapshots, instance }: Luggage): Luggage['snapshots'] {
    const newcomer = { spec, instance, operationId, role: null };
    return relocateSnapshots(snapshots, (domain) => relocate(domain, this.#parts.place, newcomer));
  }

  /** A run that is being taken over comes to its end; one that can not go on any more is ended. */
  async #goesOn(guestId: string): Promise<boolean> {
    const { client, records } = this.#parts;
    let runs = false;
    await until(settleMs, async () => {
      const record = await records.lookAny(guestId);
      const state = record === null || record === 'foreign' ? 'stopped' : record.state;
      runs = state === 'running';
      return runs || state === 'stopped';
    });
    if (!runs) await endRun(client, guestId);
    return runs;
  }
}

/** A full clone needs no image any more. */
function linkedOnly<B extends { readonly clone: 'linked' | 'full' }>(base: B | null): B | null {
  return base?.clone === 'linked' ? base : null;
}

function notHere(guestId: string): DomainError {
  return new DomainError('conflict', `the guest ${guestId} has not come to this cell`, {
    reason: 'guest_not_here',
    subject: { kind: 'guest', id: guestId },
  });
}
