import { join } from 'node:path';
import { DomainError } from '../../../../../proto/src/errors.ts';
import type { StorageSource } from '../../../../../proto/src/model-storages.ts';
import type { LibvirtClient } from '../client.ts';
import { isLibvirtError } from '../errors.ts';
import {
  storagePoolBuild,
  storagePoolCreate,
  storagePoolDefineXml,
  storagePoolDestroy,
  storagePoolGetXmlDesc,
  storagePoolIsActive,
  storagePoolLookupByName,
  storagePoolSetAutostart,
  storagePoolUndefine,
} from '../rpc/procedures.ts';
import { buildPoolXml, parsePoolXml } from './pool-xml.ts';

/** `VIR_ERR_NO_STORAGE_POOL` */
const NO_POOL = 49;
const INACTIVE_XML = 1;
/** `mount` goes on for two minutes while a server does not answer. */
const MOUNT_TIMEOUT_MS = 150_000;

interface PoolRef {
  readonly name: string;
  readonly uuid: string;
}

/** Exports that libvirt mounts by pools of its own, which it starts with the host before the guests. */
export class NfsPools {
  readonly #client: LibvirtClient;
  readonly #mountsPath: string;

  constructor(client: LibvirtClient, mountsPath: string) {
    this.#client = client;
    this.#mountsPath = mountsPath;
  }

  /** Returns where it is mounted. Agents that share a libvirt share the mount. */
  async mount(storage: StorageSource): Promise<string> {
    const present = await this.#find(storage.name);
    const pool = present ?? (await this.#define(storage));
    const xml = await this.#client.call(storagePoolGetXmlDesc, { pool, flags: INACTIVE_XML });
    const { host, target, mountPath } = parsePoolXml(xml);
    if (host !== storage.host || target !== storage.target) {
      await this.unmount(storage.name);
      return await this.mount(storage);
    }
    if (!(await this.#client.call(storagePoolIsActive, pool))) {
      await this.#client.call(storagePoolBuild, { pool, flags: 0 });
      await this.#client.call(storagePoolCreate, { pool, flags: 0 }, { timeoutMs: MOUNT_TIMEOUT_MS });
    }
    await this.#client.call(storagePoolSetAutostart, { pool, autostart: true });
    return mountPath;
  }

  async unmount(name: string): Promise<void> {
    const pool = await this.#find(name);
    if (pool === null) return;
    if (await this.#client.call(storagePoolIsActive, pool)) await this.#client.call(storagePoolDestroy, pool);
    await this.#client.call(storagePoolUndefine, pool);
  }

  /** Mounts it again: libvirt takes a pool for active whose mount somebody took away. */
  async restart(name: string): Promise<void> {
    const pool = await this.#find(name);
    if (pool === null || !(await this.#client.call(storagePoolIsActive, pool))) return;
    await this.#client.call(storagePoolDestroy, pool);
  }

  async #find(name: string): Promise<PoolRef | null> {
    try {
      return await this.#client.call(storagePoolLookupByName, poolName(name));
    } catch (error) {
      if (isLibvirtError(error, NO_POOL)) return null;
      throw error;
    }
  }

  async #define(storage: StorageSource): Promise<PoolRef> {
    const mountPath = join(this.#mountsPath, storage.name);
    const xml = buildPoolXml(poolName(storage.name), storage, mountPath);
    return await this.#client.call(storagePoolDefineXml, { xml, flags: 0 });
  }
}

function poolName(storage: string): string {
  return `cellar-${storage}`;
}

/** What `mount` said is in the middle of libvirt's sentence. */
export function mountFailure({ name, host, target }: StorageSource, cause: unknown): DomainError {
  if (cause instanceof DomainError && cause.reason === 'libvirt_unreachable') return cause;
  const text = saying(cause);
  const why = /unexpected exit status \d+: (?:mount[.\w]*: )?([^\n]+)/.exec(text)?.[1] ?? text;
  return new DomainError(
    'cell_unreachable',
    `storage '${name}': ${host}:${target} can not be mounted: ${why}`,
    {
      reason: 'storage_unavailable',
      subject: { kind: 'storage-pool', id: name },
      cause,
    },
  );
}

function saying(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
