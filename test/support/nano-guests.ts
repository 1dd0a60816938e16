/** Guests of contract tests: asked for, created, and as the Nano API shows them. */
import { expect } from 'vitest';
import type { Json, NanoClient } from './nano-client.ts';
import { poll } from './poll.ts';

export const mib = 2 ** 20;
export const unknownId = '00000000-0000-4000-8000-000000000000';

/** A guest of alice as the portal asks for it. */
export function guestRequest(template: string, change: Json = {}): Json {
  const owner = { owner: 'alice', group: 'staff', pool: 'default', template };
  const shape = { cores: 2, memory: 256 * mib, disks: [512 * mib, 128 * mib], auto_start: false };
  const qos = { cpu_priority: 'medium', write_iops: 0, read_iops: 100, receive_speed: 0, send_speed: 131072 };
  return { name: 'guest', ...owner, ...shape, from_image: '', modules: [], qos, ...change };
}

/** Creates the guest, checks each answer on the way, and returns its id. */
export async function createdGuest(client: NanoClient, request: Json): Promise<string> {
  const { name } = request;
  const answer = await client.call('POST', '/guests/', request);
  expect(answer).toMatchObject({ status: 202, error_code: 0, message: '', data: { id: expect.any(String) } });
  const { id } = answer.data;
  await poll(`${name} is created`, async () => {
    const { status, data } = await client.call('GET', `/guests/${id}`);
    if (status === 200) return true;
    expect(status).toBe(201);
    expect(data).toEqual({ name, created: false, progress: expect.any(Number) });
    return false;
  });
  return id;
}

export const nanoTime = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);

/** What a list tells of such a guest. */
export function guestRow(id: string, name: string): Json {
  return {
    id,
    name,
    created: true,
    progress: 100,
    running: false,
    owner: 'alice',
    group: 'staff',
    pool: 'default',
    cell: expect.stringMatching(/^cell-[12]$/),
    host: '127.0.0.1',
    cores: 2,
    memory: 256 * mib,
    total_disk: 640 * mib,
    disks: [512 * mib, 128 * mib],
    auto_start: false,
    system: 'linux',
    ethernet_address: expect.stringMatching(/^([\da-f]{2}:){5}[\da-f]{2}$/),
    display_protocol: 'vnc',
    internal: { network_address: '', display_address: '127.0.0.1:0' },
    external: { network_address: '', display_address: '' },
    create_time: nanoTime,
    media_attached: false,
    qos: {
      cpu_priority: 'medium',
      write_speed: 0,
      write_iops: 0,
      read_speed: 0,
      read_iops: 100,
      receive_speed: 0,
      send_speed: 131072,
    },
  };
}

/** What a stopped one uses. */
export const idleNumbers = {
  media_source: '',
  cpu_usage: 0,
  memory_available: 0,
  disk_available: 0,
  bytes_read: 0,
  bytes_written: 0,
  bytes_received: 0,
  bytes_sent: 0,
};
