import { afterAll, beforeAll, expect, test } from 'vitest';
import { runNanoGuest } from '../support/cluster-guests.ts';
import { ConsoleContext, connected } from './console-context.ts';

let context: ConsoleContext;
let guestId: string;

beforeAll(async () => {
  context = await ConsoleContext.start();
  guestId = await runNanoGuest(context.client, 'linked');
});

afterAll(() => context?.[Symbol.asyncDispose]());

test('the password of the link stays in the browser and leaves the address', async () => {
  const page = await context.openPage('/ui/');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`));
  const { id, password } = await context.newChannel(guestId);
  await page.goto(`${context.cluster.nano}/console/${id}#password=${encodeURIComponent(password)}`);
  await connected(page);
  expect(page.url()).toBe(`${context.cluster.nano}/console/${id}`);
  // The browser's own log of the navigation has the fragment; what went to the server has not.
  const sent = asked.map((line) => line.replace(/#.*? /, ' '));
  expect(sent.join('\n')).not.toContain(password);
  await page.reload();
  await page.getByLabel('Password').waitFor();
  await page.context().close();
});

test('loading the page leaves the channel unused, and it asks for the password', async () => {
  const { id, password } = await context.newChannel(guestId);
  await fetch(`${context.cluster.nano}/console/${id}`);
  const page = await context.openPage(`/console/${id}`);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await connected(page);
  await page.context().close();
});

test('a wrong password is said', async () => {
  const { id } = await context.newChannel(guestId);
  const page = await context.openPage(`/console/${id}#password=wrong`);
  await page.getByText('The password is wrong').waitFor();
  await page.context().close();
});

test('a used link is said to be used', async () => {
  const { id, password } = await context.newChannel(guestId);
  const page = await context.openPage(`/console/${id}#password=${encodeURIComponent(password)}`);
  await connected(page);
  await page.goto('about:blank');
  await page.goto(`${context.cluster.nano}/console/${id}#password=${encodeURIComponent(password)}`);
  await page.getByText('could not be opened').waitFor();
  await page.context().close();
});

test('a page of a foreign origin opens no screen and uses no channel up', async () => {
  const { id, password } = await context.newChannel(guestId);
  const foreign = await context.browser.newPage();
  await foreign.goto(`${context.cluster.nano.replace('127.0.0.1', 'localhost')}/ui/`);
  const url = `${context.cluster.nano.replace('http', 'ws')}/api/v1/monitor_channels/${id}`;
  const outcome = await foreign.evaluate(
    (address) =>
      new Promise((resolve) => {
        const socket = new WebSocket(address);
        socket.addEventListener('open', () => resolve('opened'));
        socket.addEventListener('error', () => resolve('refused'));
      }),
    url,
  );
  expect(outcome).toBe('refused');
  await foreign.context().close();
  const page = await context.openPage(`/console/${id}#password=${encodeURIComponent(password)}`);
  await connected(page);
  await page.context().close();
});
