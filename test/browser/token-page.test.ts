/** The page of a token, as people see it: without scripts, in English and Russian, light and dark. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AdjutantWorld, startAdjutant } from '../support/adjutant-client.ts';
import { collectComplaints, startBrowser } from '../support/browser.ts';

let world: AdjutantWorld;
let browser: Browser;
beforeAll(async () => {
  [world, browser] = await Promise.all([startAdjutant(), startBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await world?.[Symbol.asyncDispose]();
});

async function invite(email: string, role = 'member'): Promise<string> {
  await world.owner.call('POST', '/v1/openstack/users', { email, roles: [role] });
  return `${world.cloud.origin}/token/${await world.mails.token(email)}`;
}

test.each([
  ['en-GB', 'light', 'New password'],
  ['ru-RU', 'dark', 'Новый пароль'],
] as const)('a password is chosen in %s, %s', async (locale, colorScheme, label) => {
  const context = await browser.newContext({ locale, colorScheme, javaScriptEnabled: false });
  const page = await context.newPage();
  const complaints = collectComplaints(page);
  const url = await invite(`${locale}@example.com`);
  await page.goto(url);
  const background = await page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
  expect(background === 'rgb(255, 255, 255)').toBe(colorScheme === 'light');
  expect(await page.locator('html').getAttribute('lang')).toBe(locale.slice(0, 2));
  const folder = process.env.TEST_PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/token-${locale}.png` });
  await page.getByLabel(label).fill('weak');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  const russian = /[А-Я]/.test((await page.getByRole('alert').textContent()) ?? '');
  expect(russian).toBe(locale === 'ru-RU');
  if (folder) await page.screenshot({ path: `${folder}/token-${locale}-refused.png` });
  await page.getByLabel(label).fill('Secret-2032');
  await page.keyboard.press('Enter');
  await page.getByLabel(label).waitFor({ state: 'detached' });
  expect((await page.goto(url))?.status()).toBe(404);
  expect(complaints.filter((line) => !/40[04]/.test(line))).toEqual([]);
  await context.close();
});

test('an invitation is declined or taken by a button', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(await invite('en-GB@example.com', 'project_mod'));
  expect(await page.getByRole('button').count()).toBe(2);
  if (process.env.TEST_PICTURES)
    await page.screenshot({ path: `${process.env.TEST_PICTURES}/token-confirm.png` });
  await page.getByRole('button').first().click();
  await page.getByRole('button').first().waitFor({ state: 'detached' });
  await context.close();
});
