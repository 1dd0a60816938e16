/** What Cellar is for, from end to end on real libvirt and QEMU: a guest booted through the API, its screen in a browser. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWebSocketStream, WebSocket } from 'ws';
import { LibvirtClient } from '../../cell-agent/src/hypervisor/libvirt/client.ts';
import { logInOn, startBrowser } from '../support/browser.ts';
import { runInGuest } from '../support/guest-command.ts';
import { differences, type Picture, readPng } from '../support/png.ts';
import { poll } from '../support/poll.ts';
import {
  bootGuest,
  type RealCluster,
  type SeenGuest,
  seenGuest,
  startRealCluster,
} from '../support/real-cluster.ts';
import { connectRfb } from '../support/rfb-client.ts';

/** A blinking text cursor is all that may differ between two looks at a quiet console. */
const cursorPixels = 16 * 16;
const enter = 0xff0d;

let real: RealCluster;
let guest: SeenGuest;
let libvirt: LibvirtClient;

beforeAll(async () => {
  real = await startRealCluster();
  guest = await bootGuest(real, 'first');
  libvirt = new LibvirtClient({ socketPath: real.daemon.socket });
});

afterAll(async () => {
  await libvirt?.[Symbol.asyncDispose]();
  await real?.[Symbol.asyncDispose]();
});

/** The picture as the hypervisor has it, past Cellar. */
async function hypervisorsPicture(): Promise<Picture> {
  const file = join(real.disks, '..', 'screen.png');
  await real.daemon.exec(
    'virsh',
    '-c',
    `qemu+unix:///system?socket=${real.daemon.socket}`,
    'screenshot',
    guest.id,
    file,
  );
  return readPng(await readFile(file));
}

/** Looks again until the console is quiet: two pictures alike but for the cursor. */
async function sameAsHypervisor(look: () => Promise<Picture>): Promise<void> {
  let apart = Number.POSITIVE_INFINITY;
  await poll('the screen is the one of the hypervisor', async () => {
    const [own, hypervisors] = [await look(), await hypervisorsPicture()];
    expect([own.width, own.height]).toEqual([hypervisors.width, hypervisors.height]);
    apart = differences(own.pixels, hypervisors.pixels);
    return apart <= cursorPixels;
  });
  const lit = (await look()).pixels.filter((pixel) => pixel !== 0).length;
  expect(lit).toBeGreaterThan(1_000);
}

async function isThere(path: string): Promise<boolean> {
  return (await runInGuest(libvirt, guest.id, `ls ${path} 2>/dev/null || true`)) === path;
}

async function openChannel(): Promise<WebSocket> {
  const { id } = await real.client.nano<{ id: string }>('POST', '/monitor_channels/', { guest: guest.id });
  return new WebSocket(`${real.cluster.nano.replace('http', 'ws')}/api/v1/monitor_channels/${id}`);
}

test('the guest has the address that its own agent tells, and statistics that move', async () => {
  const inside = await runInGuest(libvirt, guest.id, "ip -4 -o addr show dev eth0 | awk '{print $4}'");
  expect(inside.split('/')[0]).toBe(guest.internal.network_address);
  const instance = () =>
    real.client.nano<{ memory_available: number; bytes_read: number }>('GET', `/instances/${guest.id}`);
  await poll(
    'statistics arrive',
    async () => (await instance()).bytes_read > 0 && (await instance()).memory_available > 0,
  );
});

describe('through the monitor channel', () => {
  test('the screen is the guest’s, pixel for pixel', async () => {
    const viewer = await connectRfb(createWebSocketStream(await openChannel()), guest.monitor_secret);
    await sameAsHypervisor(async () => {
      viewer.requestUpdate(false);
      await viewer.nextUpdate();
      return { ...viewer.size, pixels: viewer.pixels };
    });
    viewer.close();
  });

  test('typed keys reach the guest', async () => {
    const viewer = await connectRfb(createWebSocketStream(await openChannel()), guest.monitor_secret);
    viewer.type('touch /tmp/by-channel');
    viewer.pressKey(enter);
    await poll('the guest has read the line', () => isThere('/tmp/by-channel'));
    viewer.close();
  });

  test('a wrong secret is refused by the guest’s screen', async () => {
    const viewer = connectRfb(createWebSocketStream(await openChannel()), 'wrong');
    await expect(viewer).rejects.toThrow(/auth/i);
  });
});

test('the browser shows the same screen, and keys typed there reach the guest', async () => {
  const browser = await startBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1500, height: 1100 } });
    await page.goto(`${real.cluster.nano}/console/guest/${guest.id}`);
    await logInOn(page, real.cluster.user, real.cluster.password);
    await page.getByText('Connected', { exact: true }).waitFor();
    await sameAsHypervisor(() => canvasOf(page));
    // As fast as a person: the guest's emulated keyboard holds sixteen bytes.
    await page.keyboard.type('touch /tmp/by-', { delay: 30 });
    await page.keyboard.press('Shift+B', { delay: 30 });
    await page.keyboard.press('Enter');
    await poll('the guest has read the line', () => isThere('/tmp/by-B'));
    await sameAsHypervisor(() => canvasOf(page));
  } finally {
    await browser.close();
  }
});

async function canvasOf(page: Page): Promise<Picture> {
  const { width, height, bytes } = await page.evaluate(() => {
    const canvas = document.querySelector('canvas');
    const context = canvas?.getContext('2d');
    if (!canvas || !context) throw new Error('there is no screen');
    const image = context.getImageData(0, 0, canvas.width, canvas.height);
    let text = '';
    for (let i = 0; i < image.data.length; i += 8192)
      text += String.fromCharCode(...image.data.subarray(i, i + 8192));
    return { width: canvas.width, height: canvas.height, bytes: btoa(text) };
  });
  const data = Buffer.from(bytes, 'base64');
  const pixels = Uint32Array.from({ length: width * height }, (_, index) => data.readUIntBE(index * 4, 3));
  return { width, height, pixels };
}

test('guests run on through a restart of libvirt, of the agent and of the control plane', async () => {
  const bootId = () => runInGuest(libvirt, guest.id, 'cat /proc/sys/kernel/random/boot_id');
  const running = async () => {
    const seen = await seenGuest(real, guest.id);
    return seen.running && !seen.lost;
  };
  const before = await bootId();
  await real.daemon.restart();
  await poll('it is seen running after libvirt', running, 60_000);
  for (const pid of [real.cluster.cells[0]?.pid ?? 0, real.cluster.controlPlanePid]) {
    process.kill(pid, 'SIGKILL');
    await poll('the program is gone', () => !isAlive(pid));
    process.kill(real.cluster.pid, 'SIGHUP');
    await poll('it is seen running again', () => running().catch(() => false), 60_000);
  }
  expect(await bootId()).toBe(before);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('what happens to the guest past Cellar is seen', async () => {
  await real.daemon.exec(
    'virsh',
    '-c',
    `qemu+unix:///system?socket=${real.daemon.socket}`,
    'destroy',
    guest.id,
  );
  await poll('it is seen stopped', async () => !(await seenGuest(real, guest.id)).running);
});
