/** Notifications leave by webhook, mail and stream; the system's own warnings are among them. */
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AdjutantWorld, startAdjutant } from '../../support/adjutant-client.ts';
import type { Json } from '../../support/nano-client.ts';
import { poll } from '../../support/poll.ts';

interface Call {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const key = Buffer.alloc(32, 7);
const calls: Call[] = [];
let answer = 204;
const receiver = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  calls.push({ headers: request.headers, body });
  response.writeHead(answer, { Location: 'http://127.0.0.1:1/' }).end();
});
let world: AdjutantWorld;
beforeAll(async () => {
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const { port } = receiver.address() as AddressInfo;
  world = await startAdjutant({
    webhook: `http://localhost:${port}/hook`,
    webhook_secret: `whsec_${key.toString('base64')}`,
    webhook_private: true,
    notification_mails: ['one@example.com', 'two@example.com'],
    dashboard_url: 'https://panel.example.com/',
  });
});
afterAll(async () => {
  await world?.[Symbol.asyncDispose]();
  receiver.close();
});

const signUp = (name: string) =>
  world.nobody.call('POST', '/v1/openstack/sign-up', { project_name: name, email: `${name}@example.com` });
const notifications = async (filter: Json): Promise<Json[]> => {
  const filters = encodeURIComponent(JSON.stringify(filter));
  return (await world.admin.call('GET', `/v1/notifications?filters=${filters}`)).body.notifications;
};

it('a webhook is called once with the notification, signed so that a library can check it', async () => {
  await signUp('hooked');
  await poll('the webhook was called', async () => calls.length > 0);
  const [{ headers, body }] = calls as [Call];
  const event = JSON.parse(body);
  expect(event).toMatchObject({
    type: 'create_project_and_user',
    error: false,
    notes: ["'create_project_and_user' task needs approval."],
    warning: null,
  });
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const expected = createHmac('sha256', key).update(signed).digest('base64');
  expect(headers['webhook-signature']).toBe(`v1,${expected}`);
  expect(calls).toHaveLength(1);
  const kept = await world.admin.call('GET', `/v1/notifications/${event.notification}`);
  expect(kept.body.task).toBe(event.task);
});

it('a notification that all mails have told is acknowledged; they lead to the dashboard', async () => {
  await poll(
    'it is acknowledged',
    async () => (await notifications({ acknowledged: { exact: true } })).length > 0,
  );
  const told = world.mails.mails.filter(({ raw }) =>
    raw.includes('Subject: create_project_and_user notification'),
  );
  expect(told.map(({ to }) => to).sort()).toEqual(['one@example.com', 'two@example.com']);
  const raw = told[0]?.raw.replace(/=\r?\n/g, '');
  expect(raw).toContain('https://panel.example.com/management/tasks/');
});

it('a webhook that refuses, or sends elsewhere, is told once and called again later', async () => {
  for (const [status, name] of [
    [500, 'refused'],
    [302, 'redirected'],
  ] as const) {
    answer = status;
    const before = calls.length;
    await signUp(name);
    await poll('the call was refused', async () => calls.length > before);
  }
  answer = 204;
  const failed = await notifications({
    notes: { contains: 'the webhook was called' },
    acknowledged: { exact: true },
  });
  expect(failed.map(({ error }) => error)).toEqual([true, true]);
  expect((await world.admin.call('GET', '/v1/status')).body.error_notifications).toEqual([]);
});

it('a stream tells each notification, and goes on after the last one known', async () => {
  const { admin, owner, nobody } = world;
  const headers = (more: Record<string, string> = {}) => ({ 'X-Auth-Token': admin.token, ...more });
  const url = `${world.cloud.adjutant}/v1/notifications/stream`;
  const read = async (request: Record<string, string>, act: () => Promise<unknown>): Promise<string> => {
    const end = new AbortController();
    const response = await fetch(url, { headers: request, signal: end.signal });
    expect(response.headers.get('Content-Type')).toContain('text/event-stream');
    let text = '';
    await act();
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString();
      if (text.includes('event: notification')) break;
    }
    end.abort();
    return text;
  };
  const first = await read(headers(), () => signUp('streamed'));
  expect(first).toContain('needs approval');
  const id = Number(/^id: (\d+)$/m.exec(first)?.[1]);
  const again = await read(headers({ 'Last-Event-ID': String(id - 1) }), async () => undefined);
  expect(again).toContain(`id: ${id}\n`);
  expect((await fetch(url, { headers: headers({ 'Last-Event-ID': 'x' }) })).status).toBe(400);
  expect((await owner.call('GET', '/v1/notifications/stream')).status).toBe(403);
  expect((await nobody.call('GET', '/v1/notifications/stream')).status).toBe(401);
});
