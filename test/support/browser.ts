/** A headless Chromium for tests, and how a page's screen is looked at. */
import { type Browser, chromium, type Page } from 'playwright-core';

/** It reaches nothing but the servers of the test. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** What the page complained about since: exceptions, failed policies and errors on its console. */
export function collectComplaints(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return complaints;
}

export interface ScreenPicture {
  readonly width: number;
  readonly height: number;
  /** How many different colours it has: a blank one has one or none. */
  readonly colours: number;
  /** Differs when a pixel differs. */
  readonly hash: string;
}

/** The guest's picture as noVNC has drawn it; of no size while there is none. */
export function pictureOf(page: Page): Promise<ScreenPicture> {
  return page.evaluate(async () => {
    const canvas = document.querySelector('canvas');
    if (canvas === null || canvas.width === 0) return { width: 0, height: 0, colours: 0, hash: '' };
    const { width, height } = canvas;
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, width, height).data;
    if (pixels === undefined) throw new Error('the screen has no pixels to read');
    const colours = new Set(new Uint32Array(pixels.buffer)).size;
    let hash = 0;
    for (const byte of pixels) hash = (Math.imul(hash, 31) + byte) | 0;
    return { width, height, colours, hash: String(hash) };
  });
}

/** Logs in by the form that the page shows. */
export async function logInOn(page: Page, user: string, password: string): Promise<void> {
  await page.getByLabel('User').fill(user);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}
