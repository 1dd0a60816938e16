import { once } from 'node:events';
import { connect } from 'node:net';
import type { Duplex, Readable } from 'node:stream';
import { DomainError } from '../../../../proto/src/errors.ts';
import type { LibvirtClient } from './client.ts';
import type { GuestFiles } from './guest-files.ts';
import { type GuestRecords, requireOn } from './guest-records.ts';
import { domainScreenshot } from './rpc/procedures.ts';

export class Screen {
  readonly #client: LibvirtClient;
  readonly #records: GuestRecords;
  readonly #files: GuestFiles;

  constructor(parts: { client: LibvirtClient; records: GuestRecords; files: GuestFiles }) {
    this.#client = parts.client;
    this.#records = parts.records;
    this.#files = parts.files;
  }

  /** QEMU closes the connection when the guest ends. */
  async connect(guestId: string): Promise<Duplex> {
    const record = await this.#records.get(guestId);
    requireOn(record);
    const socket = connect(this.#files.socket(guestId, 'vnc'));
    try {
      await once(socket, 'connect');
      return socket;
    } catch (cause) {
      throw new DomainError(
        'conflict',
        `the screen of the guest ${record.domain.spec.name} does not answer`,
        {
          reason: 'screen_unavailable',
          subject: { kind: 'guest', id: guestId },
          cause,
        },
      );
    }
  }

  async picture(guestId: string): Promise<{ mimeType: string; data: Readable }> {
    const record = await this.#records.get(guestId);
    requireOn(record);
    const call = { domain: record.ref, screen: 0, flags: 0 };
    const { result, stream } = await this.#client.callWithStream(domainScreenshot, call);
    return { mimeType: result ?? 'image/x-portable-pixmap', data: stream.readable() };
  }
}
