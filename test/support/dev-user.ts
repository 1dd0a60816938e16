/** The administrator of a `cellar dev`, who works with guests over the public APIs. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Json, type NanoAnswer, NanoClient } from './nano-client.ts';
import { poll } from './poll.ts';

const MiB = 2 ** 20;

export interface DevOrigin {
  readonly nano: string;
  readonly user: string;
  readonly password: string;
}

export class DevUser {
  readonly nano: NanoClient;
  /** Owner, group and template of what he creates. */
  readonly creator: Json;

  private constructor(nano: NanoClient, creator: Json) {
    this.nano = nano;
    this.creator = creator;
  }

  static async login({ nano: origin, user, password }: DevOrigin): Promise<DevUser> {
    const nano = await new NanoClient(origin, '').login(user, password);
    const { group } = await nano.get(`/sessions/${nano.session}`);
    const [template] = await nano.get('/templates/');
    return new DevUser(nano, { owner: user, group, template: template.id });
  }

  /** Asks for a small guest; whoever accepts it answers with its id. */
  submit(name: string, change: object = {}): Promise<NanoAnswer> {
    const size = { cores: 1, memory: 256 * MiB, disks: [64 * MiB] };
    return this.nano.call('POST', '/guests/', {
      ...this.creator,
      ...size,
      name,
      pool: 'default',
      ...change,
    });
  }

  /** Returns the guest's id when it exists. */
  async create(name: string, change: object = {}): Promise<string> {
    const answer = await this.submit(name, change);
    if (answer.error_code !== 0) throw new Error(`${name}: ${answer.message}`);
    const { id } = answer.data as { id: string };
    await poll(`${name} is created`, async () => (await this.nano.get(`/guests/${id}`)).created);
    return id;
  }

  start(id: string): Promise<NanoAnswer> {
    return this.nano.call('POST', `/instances/${id}`, {});
  }

  stop(id: string): Promise<NanoAnswer> {
    return this.nano.call('DELETE', `/instances/${id}`, { force: true });
  }

  delete(id: string): Promise<NanoAnswer> {
    return this.nano.call('DELETE', `/guests/${id}`, { force: true });
  }

  guests(): Promise<Json[]> {
    return this.nano.get('/guest_search?pool=default');
  }

  /** A call of Cellar's own API. */
  async cellar(method: string, path: string): Promise<{ status: number; body: Json }> {
    const answer = await this.nano.raw(method, `/cellar/v1${path}`);
    return { status: answer.status, body: await answer.json() };
  }

  async operations(query = ''): Promise<Json[]> {
    return (await this.cellar('GET', `/operations?limit=1000${query}`)).body.operations;
  }

  /** Returns when no operation goes on and each cell is alive, however long the control plane is away before. */
  async settled(timeoutMs = 60_000): Promise<void> {
    const quiet = async () => {
      const [{ body: unfinished }, { body: all }] = await Promise.all([
        this.cellar('GET', '/operations?state=unfinished'),
        this.cellar('GET', '/cells'),
      ]);
      return unfinished.total === 0 && all.cells.every((cell: Json) => cell.alive);
    };
    await poll('everything is settled', () => quiet().catch(() => false), timeoutMs);
  }

  /** A disk image of random bytes; returns its id when it can be used. */
  async uploadImage(name: string, sizeBytes: number): Promise<string> {
    const id = await this.createImage(name);
    const answer = await this.sendImage(id, randomQcow2(sizeBytes));
    if (answer.error_code !== 0) throw new Error(`image ${name}: ${answer.message}`);
    return id;
  }

  /** Returns the id of a disk image without content. */
  async createImage(name: string): Promise<string> {
    const { owner, group } = this.creator;
    const image = { name, owner, group, description: '', tags: [] };
    return (await this.nano.succeed('POST', '/disk_images/', image)).id;
  }

  async sendImage(id: string, content: Buffer<ArrayBuffer>): Promise<NanoAnswer> {
    const form = new FormData();
    form.append('image', new Blob([content]), 'image');
    const headers = { 'Nano-Session': this.nano.session };
    const path = `${this.nano.origin}/api/v1/disk_images/${id}/file/`;
    const response = await fetch(path, { method: 'POST', headers, body: form });
    return { status: response.status, ...((await response.json()) as Omit<NanoAnswer, 'status'>) };
  }
}

/** The file of a disk full of random bytes. */
export function randomQcow2(sizeBytes: number): Buffer<ArrayBuffer> {
  const folder = mkdtempSync(join(tmpdir(), 'cellar-image-'));
  try {
    const [raw, image] = [join(folder, 'raw'), join(folder, 'qcow2')];
    writeFileSync(raw, randomBytes(sizeBytes));
    execFileSync('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', raw, image]);
    return Buffer.from(readFileSync(image));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
