/**
 * Every operation of the Nano API against everybody who may ask: without a session, with an ended one, a stranger,
 * members of the owner's group that hides or shows its things, the owner and an administrator. What succeeds and
 * changes something has an audit row of its request; what is refused has none and leaves the thing as it was.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import operations from '../../spec/nano-operations.json' with { type: 'json' };
import type { Json, NanoAnswer, NanoClient } from '../../support/nano-client.ts';
import { guestRows } from './matrix/guests.ts';
import { imageRows } from './matrix/images.ts';
import { installationRows } from './matrix/installation.ts';
import { peopleRows } from './matrix/people.ts';
import { policyRows } from './matrix/policies.ts';
import type { Row } from './matrix/row.ts';
import { createWorld, type Subject, type World } from './matrix/world.ts';

const rows = [...guestRows, ...imageRows, ...policyRows, ...installationRows, ...peopleRows];

/** Asked without a session, by a token of their own, or told item by item: tested where they belong. */
const elsewhere = new Set([
  'GET /system/',
  'POST /system/',
  'POST /sessions/',
  'PUT /sessions/{session_id}',
  'GET /sessions/{session_id}',
  ...['create', 'delete', 'stop'].flatMap((verb) => [
    `POST /batch/${verb}_guest/`,
    `GET /batch/${verb}_guest/{id}`,
  ]),
]);

let world: World;
beforeAll(async () => {
  world = await createWorld();
}, 120_000);
afterAll(() => world?.[Symbol.asyncDispose]());

type Answer = NanoAnswer & { readonly requestId: string; readonly raw: string };

async function ask(client: NanoClient, row: Row, subject: Subject, made?: Json): Promise<Answer> {
  const [method = '', pattern = ''] = row.operation.split(' ');
  const values: Record<string, string> = { id: subject.id, ...row.path?.(world, subject, made) };
  const path = pattern.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? 'none');
  const body = row.body?.(world, subject, made);
  const answer = await fetch(`${client.origin}/api/v1${path}${row.query ?? ''}`, {
    method,
    headers: client.session === '' ? {} : { 'Nano-Session': client.session },
    ...(body !== undefined && { body: body instanceof FormData ? body : JSON.stringify(body) }),
  });
  const raw = await answer.text();
  const isFile = answer.headers.get('content-type')?.includes('octet-stream') ?? false;
  const told = isFile ? { error_code: 0, message: '', data: '' } : JSON.parse(raw);
  return { status: answer.status, ...told, raw, requestId: answer.headers.get('X-Request-Id') ?? '' };
}

async function audited({ requestId }: Answer): Promise<string[]> {
  const { audit } = (await (
    await world.admin.raw('GET', `/cellar/v1/audit?request_id=${requestId}`)
  ).json()) as Json;
  return audit.map(({ action, outcome }: Json) => `${action} ${outcome}`);
}

async function refused(client: NanoClient, row: Row, subject: Subject, message: RegExp, made?: Json) {
  const answer = await ask(client, row, subject, made);
  expect(answer.error_code).toBe(500);
  expect(answer.message).toMatch(message);
  expect(await audited(answer)).toEqual([]);
}

const reading = (row: Row) => row.operation.startsWith('GET ') || row.unaudited === true;

async function allowed(client: NanoClient, row: Row, subject: Subject, made?: Json) {
  const answer = await ask(client, row, subject, made);
  expect(`${answer.error_code} ${answer.message}`).toBe('0 ');
  if (reading(row)) return;
  expect(await audited(answer)).not.toEqual([]);
}

const absent = /^invalid |does not exist/;
const notYours = /belongs to another user|are not your own|must be your own/;
const unknownUser = /^invalid user( |$)/;
const lacksRight = /the right [\w.-]+ is missing/;

const finished = new Set(
  operations.filter(({ since }) => since !== 'later').map(({ operation }) => operation),
);
const lists = rows
  .filter(({ operation }) => finished.has(operation))
  .map((row) => [row.operation, row] as const);

describe.each(lists)('%s', (_, row) => {
  const kind = row.of ?? 'nothing';

  test('nobody, and who was logged out', async () => {
    const subject = await world.make('nothing', 'hidden');
    await refused(world.cloud.nobody, row, subject, /^unauthenticated request$/);
    await refused(world.ended, row, subject, /^invalid session '/);
  });

  test('strangers and members of the group', async () => {
    const [hidden, shown] = [await world.make(kind, 'hidden'), await world.make(kind, 'shown')];
    const others = [
      [world.stranger, hidden],
      [world.stranger, shown],
      [world.mate.hidden, hidden],
    ] as const;
    const mate = [world.mate.shown, shown] as const;
    switch (row.who) {
      case 'session':
        for (const [client, subject] of [...others, mate])
          await allowed(client, row, subject, await row.before?.(world, subject));
        return;
      case 'administrator':
        for (const [client, subject] of [...others, mate]) await refused(client, row, subject, lacksRight);
        return;
      case 'person':
        for (const [client, subject] of [...others, mate]) await refused(client, row, subject, unknownUser);
        return;
      case 'private':
        for (const [client, subject] of [...others, mate])
          await refused(client, row, subject, row.of === 'nothing' ? notYours : absent);
        return;
      default:
        for (const [client, subject] of others)
          await refused(client, row, subject, row.of === 'nothing' ? notYours : absent);
        if (row.who === 'read') await allowed(world.mate.shown, row, shown);
        else await refused(world.mate.shown, row, shown, notYours);
    }
  });

  test('the owner and an administrator', async () => {
    const [hidden, shown] = [await world.make(kind, 'hidden'), await world.make(kind, 'shown')];
    const made = await row.before?.(world, hidden);
    await allowed(world.admin, row, hidden, made);
    if (row.who === 'administrator') await refused(world.owner.shown, row, shown, lacksRight);
    else if (row.who === 'person') await refused(world.owner.shown, row, shown, unknownUser);
    else await allowed(world.owner.shown, row, shown, await row.before?.(world, shown));
  });
});

test('has a row for every operation', () => {
  const known = new Set([...rows.map(({ operation }) => operation), ...elsewhere]);
  expect([...finished].filter((operation) => !known.has(operation))).toEqual([]);
});
