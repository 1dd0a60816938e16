/** A user protects his login in the console: picture, code, recovery codes, and the login afterwards. */
import { Secret, TOTP } from 'otpauth';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { collectComplaints, logInOn, startBrowser } from '../support/browser.ts';
import { type ControlPlane, startControlPlane, testPassword } from '../support/control-plane.ts';

let cloud: ControlPlane;
let browser: Browser;
beforeAll(async () => {
  [cloud, browser] = await Promise.all([startControlPlane(), startBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await cloud?.[Symbol.asyncDispose]();
});

test('turned on by a code of the device, then asked for at the login', async () => {
  const page = await browser.newPage();
  const complaints = collectComplaints(page);
  await page.goto(`${cloud.origin}/ui/`);
  await logInOn(page, 'alice', testPassword);
  await page.getByRole('button', { name: 'alice' }).click();
  await page.getByRole('button', { name: 'Turn on the second factor' }).click();
  await page.getByRole('img', { name: 'QR code for an authenticator app' }).waitFor();
  const secret = (await page.getByRole('dialog').locator('code').textContent()) ?? '';
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  const code = (periodsLater: number) => totp.generate({ timestamp: Date.now() + periodsLater * 30_000 });

  await page.getByLabel('Code', { exact: true }).fill(code(-1) === '000000' ? '000001' : '000000');
  await page.keyboard.press('Enter');
  await page.getByText('the code is wrong or was used before').waitFor();
  await page.getByLabel('Code', { exact: true }).fill(code(-1));
  await page.keyboard.press('Enter');
  await page.locator('.recovery-codes li').first().waitFor();
  expect(await page.locator('.recovery-codes li').count()).toBe(10);
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await page.getByText('10 recovery codes are left').waitFor();
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Log out' }).click();

  await logInOn(page, 'alice', testPassword);
  const field = page.getByLabel('Code of the second factor');
  await field.waitFor();
  await field.fill(code(0));
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('heading', { name: 'Guests' }).waitFor();
  // The refused confirmation is an answer with status 401, which the browser notes.
  expect(complaints.filter((line) => !line.includes('401'))).toEqual([]);
  await page.close();
});
