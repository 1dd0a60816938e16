import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { logInOn, startBrowser } from '../support/browser.ts';

const program = resolve(import.meta.dirname, '../../dist/control-plane.js');

test('the first visitor makes the administrator', async () => {
  await using server = await startEmptyControlPlane();
  const browser = await startBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(server.origin);
    await page.getByRole('heading', { name: 'Set up Cellar' }).waitFor();
    await fill('Weak-and-different1', 'Other-password1');
    await page.getByRole('alert').getByText('differ').waitFor();
    await fill('weak', 'weak');
    await page.getByRole('alert').getByText('password must have').waitFor();
    await fill('Strong-password1', 'Strong-password1');
    await page.getByText('No guests yet').waitFor();
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByRole('heading', { name: 'Log in' }).waitFor();
    await logInOn(page, 'admin', 'Strong-password1');
    await page.getByText('No guests yet').waitFor();
    expect(page.url()).toBe(`${server.origin}/ui/`);

    async function fill(password: string, again: string): Promise<void> {
      await page.getByLabel('Password', { exact: false }).first().fill(password);
      await page.getByLabel('Password, once more').fill(again);
      await page.getByRole('button', { name: 'Create administrator' }).click();
    }
  } finally {
    await browser.close();
  }
});

/** A control plane that nobody has initialised. */
async function startEmptyControlPlane() {
  const data = await mkdtemp(join(tmpdir(), 'cellar-first-run-'));
  const child = spawn(process.execPath, [program], {
    env: {
      ...process.env,
      CELLAR_DATA: data,
      CELLAR_NANO_PORT: '0',
      CELLAR_IDENTITY_PORT: '0',
      CELLAR_RS_PORT: '0',
      CELLAR_BROKER_PORT: '0',
      CELLAR_CELLS_LISTEN: '127.0.0.1',
      CELLAR_CELLS_PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const origin = await originOf(createInterface(child.stdout));
  return {
    origin,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      await exited;
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** The control plane's log tells where it listens. */
async function originOf(lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) {
    const { nano } = JSON.parse(line) as { nano?: string };
    if (nano !== undefined) return nano;
  }
  throw new Error('the control plane ended before it was ready');
}
