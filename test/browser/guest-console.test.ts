import { afterAll, beforeAll, expect, test } from 'vitest';
import { collectComplaints, logInOn, pictureOf } from '../support/browser.ts';
import { createNanoGuest, nanoGuest, powerOffNanoGuest, runNanoGuest } from '../support/cluster-guests.ts';
import { ConsoleContext, changed, connected } from './console-context.ts';

let context: ConsoleContext;
let guestId: string;

beforeAll(async () => {
  context = await ConsoleContext.start();
  guestId = await runNanoGuest(context.client, 'screened');
});

afterAll(() => context?.[Symbol.asyncDispose]());

test('the screen shows the guest, and what is typed reaches it at once', async () => {
  const page = await context.openPage(`/console/guest/${guestId}`);
  const complaints = collectComplaints(page);
  await context.logIn(page);
  await connected(page);
  expect(await page.title()).toBe('screened · Cellar');
  const { hash, width, height } = await pictureOf(page);
  expect([width, height]).toEqual([640, 400]);
  await page.keyboard.type('x');
  await changed(page, hash);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('each guest has its own screen', async () => {
  const other = await runNanoGuest(context.client, 'other');
  const pages = [await context.openScreen(guestId), await context.openScreen(other)];
  const [first, second] = await Promise.all(pages.map(pictureOf));
  expect(first?.hash).not.toBe(second?.hash);
  await Promise.all(pages.map((page) => page.context().close()));
});

test('a wrong password is said, and may be tried again', async () => {
  const page = await context.openPage(`/console/guest/${guestId}`);
  await logInOn(page, context.cluster.user, 'Wrong-password-1');
  await page.getByRole('alert').getByText('invalid user or password').waitFor();
  await context.logIn(page);
  await connected(page);
  await page.context().close();
});

test('Ctrl-Alt-Del goes to the guest', async () => {
  const page = await context.openPage(`/console/guest/${guestId}`);
  let sent = '';
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => {
      sent += Buffer.from(payload).toString('hex');
    });
  });
  await context.logIn(page);
  await connected(page);
  const { hash } = await pictureOf(page);
  await page.getByRole('button', { name: 'Ctrl-Alt-Del' }).click();
  await changed(page, hash);
  // RFC 6143, 7.5.4: KeyEvent, pressed, with the key symbols of Control, Alt and Delete.
  for (const keysym of ['ffe3', 'ffe9', 'ffff']) expect(sent).toContain(`040100000000${keysym}`);
  const before = await pictureOf(page);
  await page.keyboard.type('k');
  await changed(page, before.hash);
  await page.context().close();
});

test('the picture fits the window or keeps its size, and fills the screen', async () => {
  const page = await context.openScreen(guestId);
  const widthOf = async () => (await page.locator('canvas').first().boundingBox())?.width ?? 0;
  expect(await widthOf()).toBeGreaterThan(640);
  await page.getByRole('button', { name: 'Fit to window', pressed: true }).click();
  await expect.poll(widthOf).toBe(640);
  await page.getByRole('button', { name: 'Fit to window', pressed: false }).click();
  await expect.poll(widthOf).toBeGreaterThan(640);
  await page.getByRole('button', { name: 'Full screen' }).click();
  await expect.poll(() => page.evaluate(() => document.fullscreenElement?.tagName)).toBe('MAIN');
  await page.context().close();
});

test('a stopped guest is waited for, and can be started from its screen', async () => {
  const stopped = await createNanoGuest(context.client, 'sleeper');
  const page = await context.openPage(`/console/guest/${stopped}`);
  await context.logIn(page);
  await page.getByText('The guest is stopped').waitFor();
  await page.getByRole('button', { name: 'Start' }).click();
  await connected(page);
  expect((await nanoGuest(context.client, stopped)).running).toBe(true);
  await powerOffNanoGuest(context.client, stopped);
  await page.getByText('The guest is stopped').waitFor();
  await context.client.nano('POST', `/instances/${stopped}`, {});
  await connected(page);
  await page.context().close();
});

test('a guest that does not exist is named as such', async () => {
  const page = await context.openPage('/console/guest/no-such-guest');
  await context.logIn(page);
  await page.getByText('no-such-guest').waitFor();
  await page.context().close();
});

test('the button opens a new channel', async () => {
  const page = await context.openScreen(guestId);
  const [channel] = await Promise.all([
    page.waitForEvent('websocket'),
    page.getByRole('button', { name: 'Reconnect' }).click(),
  ]);
  expect(channel.url()).toContain('/api/v1/monitor_channels/');
  await connected(page);
  await page.context().close();
});

test('a session that has ended is asked for again', async () => {
  const page = await context.openPage('/ui/');
  const gone = { id: crypto.randomUUID(), user: 'admin', group: 'admin', timeoutS: 180 };
  await page.evaluate((text) => sessionStorage.setItem('cellar-session', text), JSON.stringify(gone));
  await page.goto(`${context.cluster.nano}/console/guest/${guestId}`);
  await page.getByText('Your session has ended').waitFor();
  await context.logIn(page);
  await connected(page);
  await page.context().close();
});

test('the session is kept alive while the page is open', async () => {
  const page = await context.openPage('/ui/');
  await page.clock.install();
  await page.goto(`${context.cluster.nano}/console/guest/${guestId}`);
  const isRenewal = (request: { method(): string; url(): string }) =>
    request.method() === 'PUT' && request.url().includes('/api/v1/sessions/');
  const first = page.waitForResponse((answer) => isRenewal(answer.request()));
  await context.logIn(page);
  await (await first).finished();
  await connected(page);
  const second = page.waitForRequest(isRenewal);
  await page.clock.runFor('02:01');
  await second;
  await page.context().close();
});

test('a broken connection is made anew, by itself', async () => {
  const page = await context.openScreen(guestId);
  process.kill(context.cluster.controlPlanePid, 'SIGKILL');
  await page.getByText('Disconnected', { exact: true }).waitFor();
  process.kill(context.cluster.pid, 'SIGHUP');
  await connected(page);
  const { hash } = await pictureOf(page);
  await page.keyboard.type('y');
  await changed(page, hash);
  await page.context().close();
});
