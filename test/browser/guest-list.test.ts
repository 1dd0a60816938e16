import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { collectComplaints, logInOn } from '../support/browser.ts';
import { createNanoGuest, nanoGuest, runNanoGuest } from '../support/cluster-guests.ts';
import { ConsoleContext, connected } from './console-context.ts';

let context: ConsoleContext;

beforeAll(async () => {
  context = await ConsoleContext.start();
});

afterAll(() => context?.[Symbol.asyncDispose]());

async function openList(): Promise<Page> {
  const page = await context.openPage('/ui/');
  await context.logIn(page);
  await page.getByRole('heading', { name: 'Guests' }).waitFor();
  return page;
}

test('guests appear and change without a reload', async () => {
  const page = await context.openPage('/');
  const complaints = collectComplaints(page);
  await logInOn(page, context.cluster.user, 'Wrong-password-1');
  await page.getByRole('alert').getByText('invalid user or password').waitFor();
  await context.logIn(page);
  await page.getByText('No guests yet').waitFor();
  const id = await runNanoGuest(context.client, 'fresh');
  const row = page.getByRole('row', { name: 'fresh' });
  await row.getByText('running').waitFor();
  await row.getByText(/\d+\.\d+\.\d+\.\d+/).waitFor();
  const node = await row.elementHandle();
  await context.client.nano('DELETE', `/instances/${id}`, { force: true });
  await row.getByText('stopped').waitFor();
  expect(await node?.evaluate((element) => element.isConnected)).toBe(true);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('guests are started, shut down and powered off', async () => {
  const id = await createNanoGuest(context.client, 'powered');
  const page = await openList();
  const row = page.getByRole('row', { name: 'powered' });
  await row.getByRole('button', { name: 'Start powered' }).click();
  await row.getByText('running').waitFor();
  await row.getByRole('button', { name: 'Stop powered' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  expect((await nanoGuest(context.client, id)).running).toBe(true);
  await row.getByRole('button', { name: 'Stop powered' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Power off' }).click();
  await row.getByText('stopped').waitFor();
  await page.context().close();
});

test('what the server refuses is shown with the guest’s name', async () => {
  const id = await createNanoGuest(context.client, 'raced');
  const page = await openList();
  const start = page.getByRole('button', { name: 'Start raced' });
  await start.waitFor();
  await page.route('**/api/v1/search/guests/', (route) => route.abort());
  await context.client.nano('POST', `/instances/${id}`, {});
  await start.click();
  await page.getByRole('alert').getByText('raced').waitFor();
  await page.context().close();
});

test('a search leaves the matching guests', async () => {
  await createNanoGuest(context.client, 'needle');
  await createNanoGuest(context.client, 'straw');
  const page = await openList();
  await page.getByRole('row', { name: 'straw' }).waitFor();
  await page.getByRole('searchbox').fill('needl');
  await page.getByRole('row', { name: 'straw' }).waitFor({ state: 'detached' });
  await page.getByRole('row', { name: 'needle' }).waitFor();
  await page.getByRole('searchbox').fill('nothing like it');
  await page.getByText('No guest matches').waitFor();
  await page.context().close();
});

test('a guest’s screen opens in a tab that shares the session until it is logged out', async () => {
  await runNanoGuest(context.client, 'shown');
  const page = await openList();
  const [screen] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name: 'Screen of shown' }).click(),
  ]);
  await connected(screen);
  expect(await page.context().cookies()).toEqual([]);
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByLabel('Password').waitFor();
  await screen.getByLabel('Password').waitFor();
  expect(await screen.evaluate(() => sessionStorage.getItem('cellar-session'))).toBeNull();
  await page.context().close();
});

test('the page fits a narrow window', async () => {
  await createNanoGuest(context.client, 'a-guest-with-quite-a-long-name-0123456789');
  const page = await openList();
  await page.setViewportSize({ width: 360, height: 640 });
  await page.getByText('a-guest-with-quite-a-long-name').waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await page.context().close();
});
