/** What cells tell and what is seen of them, as the warnings that the control plane keeps. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { adjutantSettings } from '../../../control-plane/src/adjutant-settings.ts';
import { Ingest } from '../../../control-plane/src/cells/link/ingest.ts';
import { LiveState } from '../../../control-plane/src/cells/live/live-state.ts';
import { settingsSchema } from '../../../control-plane/src/config/schema.ts';
import { systemActor } from '../../../control-plane/src/domain/actor.ts';
import { menus } from '../../../control-plane/src/domain/rights.ts';
import { systemIds } from '../../../control-plane/src/system/ids.ts';
import { tellWarning } from '../../../control-plane/src/use-cases/adjutant/notifications/tell-warning.ts';
import type { Adjutant } from '../../../control-plane/src/use-cases/ports/index.ts';
import { acknowledgeWarning } from '../../../control-plane/src/use-cases/warnings/acknowledge-warning.ts';
import {
  keepWarnings,
  type WarningKeeper,
} from '../../../control-plane/src/use-cases/warnings/keep-warnings.ts';
import type { CellEvent, CellGuest, HostWarning } from '../../../proto/src/model.ts';
import { sampleCell, sampleGuest, startMs } from '../../support/domain-samples.ts';
import { guestSpec } from '../../support/guest-spec.ts';
import { inventoryOf, seenGuest } from '../../support/stub-cell.ts';
import { openTemporaryStore, type TemporaryStore } from '../../support/temporary-store.ts';

const cellId = 'cell-a';
const guestId = randomUUID();
const spec = guestSpec({ id: guestId });
const page = { limit: 100, offset: 0 };
const failures: unknown[] = [];
let temporary: TemporaryStore;
let live: LiveState;
let ingest: Ingest;
let keeper: WarningKeeper;
let nowMs: number;
const clock = { nowMs: () => nowMs };
const settings = settingsSchema.parse({ data: '/nowhere' });
/** What is wrong with the control plane itself. */
let own: HostWarning[] = [];

beforeEach(async () => {
  nowMs = startMs;
  temporary = await openTemporaryStore();
  await temporary.store.cells.insert(sampleCell({ id: cellId }));
  await temporary.store.guests.insert(sampleGuest({ id: guestId, name: 'web', cellId }));
  await startKeeper();
  await tell(inventory([seenGuest(spec, 'running')]));
});
afterEach(async () => {
  await keeper[Symbol.asyncDispose]();
  await temporary[Symbol.asyncDispose]();
  expect(failures.splice(0)).toEqual([]);
});

/** As after a restart of the control plane: the database is all that is known. */
async function startKeeper(): Promise<void> {
  const { store } = temporary;
  live = new LiveState({
    clock,
    onSeen: () => undefined,
    onListenerError: (error) => void failures.push(error),
  });
  ingest = new Ingest(store, clock, live, live.ensureCell(cellId));
  const log = { error: (error: unknown) => void failures.push(error) };
  const adjutant = { settings: adjutantSettings(settings.adjutant, () => '') } as Adjutant;
  keeper = await keepWarnings({ store, live, clock, ids: systemIds }, log, {
    onKept: (tx, warning, atMs) => tellWarning(tx, { ids: systemIds, adjutant }, warning, atMs),
    ownTroubles: async () => own,
  });
}

const atMs = () => Date.now();
const inventory = (guests: readonly CellGuest[], warnings: readonly HostWarning[] = []): CellEvent => {
  const event = inventoryOf(cellId, guests);
  return event.type === 'inventory' ? { ...event, cell: { ...event.cell, warnings } } : event;
};
const changed = (guest: CellGuest): CellEvent => ({ atMs: atMs(), type: 'guest_changed', guest });
const warned = (code: string, message: string, of = guestId): CellEvent => ({
  atMs: atMs(),
  type: 'warning',
  code,
  message,
  guestId: of,
});
const paused = (stateReason: string) => changed(seenGuest(spec, 'paused', { stateReason }));

async function tell(...events: readonly CellEvent[]): Promise<void> {
  for (const event of events) await ingest.take(event);
  await keeper.review();
}
const warnings = async (cleared = false) => (await temporary.store.warnings.list({ cleared }, page)).warnings;
const codes = async () => (await warnings()).map(({ code }) => code).toSorted();

test('the same warning is one, which counts; another of the same guest is another', async () => {
  await tell(warned('bandwidth_not_limited', 'first'));
  nowMs += 1_000;
  await tell(
    warned('bandwidth_not_limited', 'second'),
    warned('bandwidth_not_limited', 'third'),
    warned('x', ''),
  );
  expect(await codes()).toEqual(['bandwidth_not_limited', 'x']);
  expect(await warnings()).toContainEqual({
    id: expect.any(String),
    code: 'bandwidth_not_limited',
    cellId,
    cellName: 'cell-a',
    guestId,
    guestName: 'web',
    message: 'third',
    firstSeenMs: startMs,
    lastSeenMs: startMs + 1_000,
    count: 3,
    acknowledgedAtMs: null,
    acknowledgedBy: null,
    clearedAtMs: null,
  });
  await tell(changed(seenGuest(spec, 'stopped')));
  expect(await codes()).toEqual([]);
});

describe('a guest that waits for room', () => {
  test('is warned of until it goes on', async () => {
    await tell(warned('disk_full', 'The storage is full.'), paused('disk_full'));
    expect(await warnings()).toMatchObject([{ code: 'disk_full', guestId, count: 1 }]);
    nowMs += 1_000;
    await tell(changed(seenGuest(spec, 'running')));
    expect(await warnings()).toEqual([]);
    expect(await warnings(true)).toMatchObject([{ code: 'disk_full', clearedAtMs: nowMs }]);
  });

  test.each([
    ['disk_full', 'disk_full'],
    ['io_error', 'guest_io_error'],
  ])('is found by its state %s where nobody told', async (reason, code) => {
    await tell(paused(reason));
    expect(await warnings()).toMatchObject([{ code, message: expect.stringContaining('web') }]);
  });

  test('begins anew when it happens again', async () => {
    await tell(paused('disk_full'));
    const [first] = await warnings();
    await temporary.store.warnings.acknowledge(first?.id ?? '', 'admin', nowMs);
    nowMs += 1_000;
    await tell(warned('disk_full', 'still'));
    expect(await warnings()).toMatchObject([{ id: first?.id, acknowledgedBy: 'admin', count: 2 }]);
    await tell(changed(seenGuest(spec, 'running')));
    await tell(paused('disk_full'));
    expect(await warnings()).toMatchObject([
      { id: first?.id, firstSeenMs: nowMs, acknowledgedAtMs: null, acknowledgedBy: null, clearedAtMs: null },
    ]);
  });

  test('is not cleared by a silent cell, and is after its deletion', async () => {
    await tell(paused('disk_full'));
    live.cellLost(live.ensureCell(cellId), 'it is silent', 'cell_lost');
    await keeper.review();
    expect(await codes()).toEqual(['cell_lost', 'disk_full']);
    live.forget(guestId);
    await tell(inventory([seenGuest(spec, 'running')]));
    expect(await codes()).toEqual([]);
  });
});

test('a lost cell is warned of until it is back, also across a restart of the control plane', async () => {
  live.cellLost(live.ensureCell(cellId), "cell 'cell-a' is lost", 'cell_lost');
  await keeper.review();
  expect(await warnings()).toMatchObject([
    { code: 'cell_lost', guestId: '', guestName: null, message: "cell 'cell-a' is lost", count: 1 },
  ]);
  await keeper[Symbol.asyncDispose]();
  await startKeeper();
  await keeper.review();
  expect(await codes()).toEqual(['cell_lost']);
  await tell({ atMs: atMs(), type: 'hypervisor_lost', message: 'libvirt is gone' });
  expect(await codes()).toEqual(['hypervisor_lost']);
  await tell(inventory([seenGuest(spec, 'running')]));
  expect(await codes()).toEqual([]);
});

test('a cell that never came since the start of the control plane is lost too', async () => {
  await keeper[Symbol.asyncDispose]();
  await startKeeper();
  live.cellLost(live.ensureCell(cellId), 'it does not answer', 'cell_lost');
  await keeper.review();
  expect(await codes()).toEqual(['cell_lost']);
});

test('guests that are missing or unknown are warned of until that has an end', async () => {
  const stranger = guestSpec();
  await tell(inventory([seenGuest(stranger, 'running')]));
  expect(await codes()).toEqual(['guest_missing', 'guest_unknown']);
  await tell(changed(seenGuest(spec, 'stopped')), {
    atMs: atMs(),
    type: 'guest_removed',
    guestId: stranger.id,
  });
  expect(await codes()).toEqual([]);
});

test('a stranger that went while the control plane was away is no longer warned of', async () => {
  const stranger = guestSpec();
  await tell(changed(seenGuest(stranger, 'running')));
  expect(await codes()).toEqual(['guest_unknown']);
  await keeper[Symbol.asyncDispose]();
  await startKeeper();
  await tell(inventory([seenGuest(spec, 'running')]));
  expect(await codes()).toEqual([]);
});

test('what a host warns of is kept by its code until the host no longer says so', async () => {
  const host = [
    { code: 'kvm_missing', message: 'No KVM.' },
    { code: 'storage', message: 'One.' },
    { code: 'storage', message: 'Two.' },
  ];
  const lose = () => live.cellLost(live.ensureCell(cellId), 'away', 'cell_lost');
  lose();
  await tell(inventory([], host));
  const texts = (await warnings()).filter(({ guestId: of }) => of === '').map(({ message }) => message);
  expect(texts.toSorted()).toEqual(['No KVM.', 'One. Two.']);
  lose();
  await tell(inventory([], host.slice(0, 1)));
  expect(await codes()).toEqual(['guest_missing', 'kvm_missing']);
  live.dropCell(cellId);
  await keeper.review();
  expect(await codes()).toEqual([]);
});

test('what is over for long is forgotten', async () => {
  await tell(paused('disk_full'));
  await tell(changed(seenGuest(spec, 'running')));
  nowMs += 29 * 86_400_000;
  await keeper.review();
  expect(await warnings(true)).toHaveLength(1);
  nowMs += 2 * 86_400_000;
  await keeper.review();
  expect(await warnings(true)).toEqual([]);
});

describe('notifications', () => {
  const told = async () => {
    const found = await temporary.store.adjutant.listNotifications(false, page);
    return found.map(({ notes }) => notes.errors);
  };
  const context = {
    actor: { ...systemActor, userName: 'root', menus: [...menus] },
    requestId: 'r',
    address: '',
    nowMs: startMs,
  };

  test('tell a warning once, and again only when it is raised anew', async () => {
    const lose = async () => {
      live.cellLost(live.ensureCell(cellId), "cell 'cell-a' is lost", 'cell_lost');
      await keeper.review();
    };
    await lose();
    await lose();
    expect(await told()).toEqual([["Cell cell-a: cell 'cell-a' is lost"]]);
    const [warning] = await warnings();
    await acknowledgeWarning(temporary, context, { warningId: warning?.id ?? '' });
    expect(await told()).toEqual([]);
    await keeper[Symbol.asyncDispose]();
    await startKeeper();
    await lose();
    expect(await told()).toEqual([]);
    await tell(inventory([seenGuest(spec, 'running')]));
    await lose();
    expect(await told()).toHaveLength(1);
  });

  test('leave out what a host simply is', async () => {
    await tell(inventory([seenGuest(spec, 'running')], [{ code: 'kvm_missing', message: 'no KVM' }]));
    expect(await codes()).toEqual(['kvm_missing']);
    expect(await told()).toEqual([]);
  });

  test('tell what is wrong with the control plane itself, until it is over', async () => {
    own = [
      { code: 'certificate_expires', message: 'The certificate of one expires in 3 days.' },
      { code: 'certificate_expires', message: 'The certificate of two expires in 4 days.' },
      { code: 'data_nearly_full', message: 'The file system of /d is 97 % full.' },
    ];
    await keeper.review();
    await keeper.review();
    expect((await told()).flat().toSorted()).toEqual([
      'The certificate of one expires in 3 days. The certificate of two expires in 4 days.',
      'The file system of /d is 97 % full.',
    ]);
    own = [];
    await keeper.review();
    expect(await codes()).toEqual([]);
  });
});
