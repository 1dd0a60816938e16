/**
 * Guests that leave this cell. A running one is sent by libvirt's own migration, version 3, whose streams go through
 * sockets of ours instead of a network; its calls at the target are made by the agent there. A stopped one's files are
 * sent as they are.
 */
import { access } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { DomainError } from '../../../../../proto/src/errors.ts';
import type { Cookie, Departure } from '../../../../../proto/src/model-migration.ts';
import type { Parcel } from '../../port/migration.ts';
import type { LongCall } from '../../port.ts';
import type { LibvirtClient } from '../client.ts';
import type { Definitions } from '../definitions.ts';
import type { Owner } from '../disks/create-disk.ts';
import { fromLibvirt } from '../errors.ts';
import type { GuestFiles } from '../guest-files.ts';
import { domainRef, type GuestRecord, type GuestRecords } from '../guest-records.ts';
import type { LibvirtConnection } from '../rpc/connection.ts';
import {
  domainAbortJob,
  domainGetJobStats,
  domainGetState,
  domainGetXmlDesc,
  domainMigrateBegin3Params,
  domainMigrateConfirm3Params,
  domainMigratePerform3Params,
  domainResume,
} from '../rpc/procedures.ts';
import { fromTypedParams, toTypedParams } from '../rpc/typed-params.ts';
import { sendFile } from './file-channel.ts';
import { KeptSnapshots } from './kept-snapshots.ts';
import { packLuggage } from './luggage.ts';
import { endRun, onTheWay, setMark, until } from './marks.ts';
import { flagsOf, longMs } from './parameters.ts';
import { listenForQemu } from './proxy-socket.ts';

const XML_SECURE_INACTIVE = 1 | 2;
const PAUSED = 3;
const PAUSED_BY_MIGRATION = 2;
const progressMs = 500;
const abortMs = 200;
const settleMs = 30_000;

export interface OutgoingParts {
  readonly client: LibvirtClient;
  readonly records: GuestRecords;
  readonly definitions: Definitions;
  readonly files: GuestFiles;
  readonly owner: Owner;
  /** The guest is hidden, or seen again. */
  readonly onHidden: (guestId: string) => void;
  readonly onSeen: (guestId: string) => Promise<void>;
}

export class Outgoing {
  readonly #parts: OutgoingParts;
  readonly #kept: KeptSnapshots;
  /** Sent, but not let go yet: libvirt ends what it knows of a migration with its connection. */
  readonly #sent = new Map<string, LibvirtConnection>();

  constructor(parts: OutgoingParts) {
    this.#parts = parts;
    this.#kept = new KeptSnapshots(parts.client, parts.files);
  }

  async depart(operationId: string, guestId: string, copy: boolean): Promise<Departure> {
    const { client, records } = this.#parts;
    const record = await records.get(guestId);
    const { ref, state, domain } = record;
    const live = state !== 'stopped';
    const snapshots = await this.#kept.list(ref);
    if (live && copy && snapshots.length > 0)
      throw conflict('guest_has_snapshots', guestId, `the guest ${domain.spec.name} runs and has snapshots`);
    await setMark(client, record, { operationId, role: 'departing' });
    if (live) await this.#kept.takeOut(ref, snapshots);
    const { instance } = domain;
    if (!live) {
      const xml = await client.call(domainGetXmlDesc, { domain: ref, flags: XML_SECURE_INACTIVE });
      return { live, luggage: packLuggage({ xml, instance, cookie: '', snapshots }) };
    }
    const request = { domain: ref, params: [], flags: flagsOf(copy) };
    const begun = await client.call(domainMigrateBegin3Params, request);
    const cookie = Buffer.from(begun.cookieOut).toString('base64');
    return { live, luggage: packLuggage({ xml: begun.xml, instance, cookie, snapshots }) };
  }

  async send(operationId: string, guestId: string, parcel: Parcel, options: LongCall): Promise<Cookie> {
    const { client, records } = this.#parts;
    const record = await onTheWay(records, operationId, guestId, 'departing');
    if (record === null) throw conflict('not_departing', guestId, `the guest ${guestId} is not to leave`);
    const live = parcel.cookie.length > 0;
    if (live !== (record.state !== 'stopped')) throw powerChanged(record);
    const cookie = live ? await this.#sendRun(record, parcel, options) : new Uint8Array();
    if (!live && parcel.copy) await this.#sendFiles(record, parcel, options);
    if (live) records.hide(guestId, true);
    else await setMark(client, record, { operationId, role: 'departed' });
    this.#parts.onHidden(guestId);
    return cookie;
  }

  async leave(operationId: string, guestId: string, { copy, cookie }: Omit<Parcel, 'open'>): Promise<void> {
    const { client, records, definitions, files } = this.#parts;
    const record = await onTheWay(records, operationId, guestId, 'departing', 'departed');
    if (record === null) return;
    if (record.state !== 'stopped') {
      await this.#confirm(guestId, copy, cookie, 0);
      await endRun(client, guestId);
    }
    if (copy) await files.removeAll(guestId, record.domain.spec.storage);
    else await files.removeOwn(guestId);
    await definitions.forget(guestId);
    records.hide(guestId, false);
  }

  async stay(operationId: string, guestId: string): Promise<void> {
    const { client, records } = this.#parts;
    const record = await onTheWay(records, operationId, guestId, 'departing', 'departed');
    if (record === null) return;
    if (record.state !== 'stopped') {
      await this.#confirm(guestId, false, new Uint8Array(), 1);
      await this.#settle(guestId);
    }
    await this.#kept.putBack(record.ref);
    records.hide(guestId, false);
    const after = await records.lookAny(guestId);
    if (after !== null && after !== 'foreign') await setMark(client, after, null);
    await this.#parts.onSeen(guestId);
  }

  /** Whatever a call before has left under way comes to its end; then the guest goes on. */
  async #settle(guestId: string): Promise<void> {
    const { client } = this.#parts;
    const domain = domainRef(guestId);
    await until(settleMs, async () => {
      const { type } = await client.call(domainGetJobStats, { domain, flags: 0 }).catch(() => ({ type: 0 }));
      if (type !== 0) await client.call(domainAbortJob, domain).catch(() => undefined);
      return type === 0;
    });
    const { state, reason } = await client.call(domainGetState, { domain, flags: 0 });
    if (state === PAUSED && reason === PAUSED_BY_MIGRATION) await client.call(domainResume, domain);
  }

  /** Tells libvirt how a migration that it still knows of has ended. */
  async #confirm(guestId: string, copy: boolean, cookieIn: Uint8Array, cancelled: 0 | 1): Promise<void> {
    const connection = this.#sent.get(guestId);
    if (connection === undefined) return;
    this.#sent.delete(guestId);
    const request = { domain: domainRef(guestId), params: [], cookieIn, flags: flagsOf(copy), cancelled };
    // What it does not do any more is done without it.
    await connection.call(domainMigrateConfirm3Params, request).catch(() => undefined);
    await connection.close();
  }

  async #sendRun({ ref }: GuestRecord, parcel: Parcel, options: LongCall): Promise<Cookie> {
    const { client, files, owner } = this.#parts;
    const [memory, disks] = [files.socket(ref.uuid, 'mout'), files.socket(ref.uuid, 'dout')];
    await using _memory = await listenForQemu(memory, owner, () => parcel.open('memory'));
    await using _disks = parcel.copy ? await listenForQemu(disks, owner, () => parcel.open('disks')) : null;
    const connection = await client.openConnection();
    const over = new AbortController();
    const following = this.#follow(ref.uuid, options, over.signal);
    const params = toTypedParams({
      migrate_uri: ['string', `unix://${memory}`],
      ...(parcel.copy && { disks_uri: ['string', `unix://${disks}`] as const }),
    });
    const flags = flagsOf(parcel.copy);
    const request = { domain: ref, connectionUri: null, params, cookieIn: parcel.cookie, flags };
    try {
      const cookie = await connection.call(domainMigratePerform3Params, request, { timeoutMs: longMs });
      this.#sent.set(ref.uuid, connection);
      return cookie;
    } catch (error) {
      await connection.close();
      if (options.signal?.aborted) throw new DomainError('cancelled', 'the migration was cancelled');
      throw fromLibvirt(error, { subject: { kind: 'guest', id: ref.uuid } });
    } finally {
      over.abort();
      await following;
    }
  }

  /** Tells of the progress and passes a cancel on, until it is over. */
  async #follow(guestId: string, { signal, onProgress }: LongCall, over: AbortSignal): Promise<void> {
    const { client } = this.#parts;
    const domain = domainRef(guestId);
    while (!over.aborted) {
      await delay(signal?.aborted ? abortMs : progressMs, undefined, { signal: over }).catch(() => undefined);
      if (over.aborted) return;
      try {
        if (signal?.aborted) await client.call(domainAbortJob, domain);
        else onProgress?.(percentOf(await client.call(domainGetJobStats, { domain, flags: 0 })));
      } catch {
        // The job has not begun, or has ended: the next look or the end tells.
      }
    }
  }

  async #sendFiles({ domain }: GuestRecord, { open }: Parcel, options: LongCall): Promise<void> {
    const { files } = this.#parts;
    const { disks } = domain.spec;
    const total = disks.reduce((sum, disk) => sum + disk.sizeBytes, 0);
    let before = 0;
    for (const [index, { sizeBytes }] of disks.entries()) {
      const onBytes = (sent: number) =>
        options.onProgress?.((100 * (before + Math.min(sent, sizeBytes))) / total);
      const stream = await open(`disk-${index}`);
      await sendFile(files.disk(domain.spec, index), stream, {
        onBytes,
        ...(options.signal && { signal: options.signal }),
      });
      before += sizeBytes;
    }
    const firmware = files.firmware(domain.spec);
    // One that has never run has none yet.
    if (await isThere(firmware)) {
      const stream = await open('firmware');
      await sendFile(firmware, stream, {
        onBytes: () => {},
        ...(options.signal && { signal: options.signal }),
      });
    }
  }
}

async function isThere(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}

function percentOf({ params }: { params: Parameters<typeof fromTypedParams>[0] }): number {
  const { data_processed: processed = 0, data_remaining: remaining = 0 } = fromTypedParams(params);
  const sum = Number(processed) + Number(remaining);
  return sum === 0 ? 0 : (100 * Number(processed)) / sum;
}

function powerChanged({ domain, state }: GuestRecord): DomainError {
  const now = state === 'stopped' ? 'stopped' : 'started';
  return conflict('power_changed', domain.spec.id, `the guest ${domain.spec.name} was ${now} meanwhile`);
}

function conflict(reason: string, guestId: string, message: string): DomainError {
  return new DomainError('conflict', message, { reason, subject: { kind: 'guest', id: guestId } });
}
