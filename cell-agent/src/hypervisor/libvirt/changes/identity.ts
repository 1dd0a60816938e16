import { DomainError } from '../../../../../proto/src/errors.ts';
import type { LibvirtClient } from '../client.ts';
import type { Owner } from '../disks/create-disk.ts';
import { onStorage } from '../disks/on-storage.ts';
import { titleOf } from '../domain-xml/build.ts';
import { element, elements, find, formatXml, parseXml, type XmlElement } from '../domain-xml/element.ts';
import { mapDevices, withElements } from '../domain-xml/revise.ts';
import { isLibvirtError } from '../errors.ts';
import type { GuestFiles } from '../guest-files.ts';
import { type GuestRecord, type GuestRecords, requireOn } from '../guest-records.ts';
import {
  domainAgentSetResponseTimeout,
  domainGetXmlDesc,
  domainSetUserPassword,
  domainUpdateDeviceFlags,
} from '../rpc/procedures.ts';
import type { SecretStore } from '../secrets.ts';
import { writeSeed } from '../seed/write-seed.ts';
import type { Revisions } from './revisions.ts';

const XML_SECURE = 1;
const LIVE = 1;
const INTERNAL_ERROR = 1;
/** Libvirt itself would wait for ever on an agent that took the order and hangs. */
const AGENT_TIMEOUT_S = 10;

/** The name, the passwords, and whether a guest starts with its host. */
export class Identity {
  readonly #client: LibvirtClient;
  readonly #records: GuestRecords;
  readonly #revisions: Revisions;
  readonly #files: GuestFiles;
  readonly #secrets: SecretStore;
  readonly #owner: Owner;

  constructor(parts: {
    client: LibvirtClient;
    records: GuestRecords;
    revisions: Revisions;
    files: GuestFiles;
    secrets: SecretStore;
    owner: Owner;
  }) {
    this.#client = parts.client;
    this.#records = parts.records;
    this.#revisions = parts.revisions;
    this.#files = parts.files;
    this.#secrets = parts.secrets;
    this.#owner = parts.owner;
  }

  /** Cloud-init looks for the host name at each start, in a disk that a running guest keeps as it was. */
  async rename(guestId: string, name: string): Promise<void> {
    const record = await this.#records.get(guestId);
    const { spec, monitorSecret, instance } = record.domain;
    const renamed = { ...spec, name, hostName: name };
    const complete = await this.#secrets.complete(renamed, monitorSecret);
    await onStorage(() => writeSeed(this.#files.seed(complete), complete, this.#owner, instance));
    const title = titleOf(name);
    const titled = title === '' ? [] : [withElements(element('title', {}, title))];
    await this.#revisions.revise(record, { name, hostName: name }, ...titled);
  }

  async setAutoStart(guestId: string, enabled: boolean): Promise<void> {
    const record = await this.#records.get(guestId);
    await this.#revisions.revise(record, { autoStart: enabled });
  }

  async setFailover(guestId: string, enabled: boolean): Promise<void> {
    const record = await this.#records.get(guestId);
    await this.#revisions.revise(record, { failover: enabled });
  }

  async setMonitorSecret(guestId: string, secret: string): Promise<void> {
    const record = await this.#records.get(guestId);
    if (record.state !== 'stopped') await this.#changeLock(record, secret);
    await this.#revisions.revise(record, {}, mapDevices('graphics', withPassword(secret)));
  }

  async setPassword(guestId: string, user: string, password: string): Promise<void> {
    const record = await this.#records.get(guestId);
    requireOn(record);
    const { ref } = record;
    try {
      const timeout = { domain: ref, timeoutSeconds: AGENT_TIMEOUT_S, flags: 0 };
      await this.#client.call(domainAgentSetResponseTimeout, timeout);
      await this.#client.call(domainSetUserPassword, { domain: ref, user, password, flags: 0 });
    } catch (error) {
      throw passwordFailure(record, user, error);
    }
  }

  /** Of the displays that there are now. Viewers that are in stay. */
  async #changeLock({ ref }: GuestRecord, secret: string): Promise<void> {
    const running = parseXml(await this.#client.call(domainGetXmlDesc, { domain: ref, flags: XML_SECURE }));
    for (const display of elements(find(running, 'devices'), 'graphics')) {
      const xml = formatXml(withPassword(secret)(display));
      await this.#client.call(domainUpdateDeviceFlags, { domain: ref, xml, flags: LIVE });
    }
  }
}

function withPassword(passwd: string): (display: XmlElement) => XmlElement {
  return (display) => ({ ...display, attributes: { ...display.attributes, passwd } });
}

function passwordFailure({ domain }: GuestRecord, user: string, error: unknown): unknown {
  if (!(error instanceof DomainError)) return error;
  const { id, name } = domain.spec;
  const subject = { kind: 'guest', id };
  if (error.reason === 'guest_agent_unresponsive') {
    return new DomainError('conflict', `the agent inside the guest ${name} does not answer`, {
      reason: 'guest_agent_unresponsive',
      subject,
      cause: error,
    });
  }
  if (!isLibvirtError(error, INTERNAL_ERROR)) return error;
  return new DomainError(
    'invalid',
    `the system of the guest ${name} does not take the password of the user ${JSON.stringify(user)}`,
    { reason: 'password_refused', subject, cause: error },
  );
}
