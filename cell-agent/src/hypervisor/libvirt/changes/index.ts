import type { ChangeHypervisor } from '../../port/changes.ts';
import type { LibvirtClient } from '../client.ts';
import type { Owner } from '../disks/create-disk.ts';
import type { Virtualization } from '../domain-xml/processor.ts';
import type { GuestFiles } from '../guest-files.ts';
import type { GuestRecords } from '../guest-records.ts';
import type { SecretStore } from '../secrets.ts';
import { Identity } from './identity.ts';
import { Resources } from './resources.ts';
import { Revisions } from './revisions.ts';
import { Storage } from './storage.ts';

export function createChanges(parts: {
  client: LibvirtClient;
  records: GuestRecords;
  files: GuestFiles;
  secrets: SecretStore;
  owner: Owner;
  virtualization: Virtualization;
  hostMemoryBytes: number;
}): ChangeHypervisor {
  const all = { ...parts, revisions: new Revisions(parts.client) };
  const resources = new Resources(all);
  const storage = new Storage(all);
  const identity = new Identity(all);
  return {
    renameGuest: (guestId, name) => identity.rename(guestId, name),
    setCores: (guestId, cores, when) => resources.setCores(guestId, cores, when),
    setMemory: (guestId, memoryBytes) => resources.setMemory(guestId, memoryBytes),
    resizeDisk: (guestId, index, sizeBytes) => storage.resize(guestId, index, sizeBytes),
    compactDisk: (guestId, index, options = {}) => storage.compact(guestId, index, options),
    setAutoStart: (guestId, enabled) => identity.setAutoStart(guestId, enabled),
    setFailover: (guestId, enabled) => identity.setFailover(guestId, enabled),
    setMonitorSecret: (guestId, secret) => identity.setMonitorSecret(guestId, secret),
    setGuestPassword: (guestId, user, password) => identity.setPassword(guestId, user, password),
  };
}
