/** The agent's joining against the control plane's own listener. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { settingsSchema } from '../../../cell-agent/src/config/schema.ts';
import { checkControlPlane } from '../../../cell-agent/src/doctor/control-plane.ts';
import { join } from '../../../cell-agent/src/identity/join.ts';
import { systemActor } from '../../../control-plane/src/domain/actor.ts';
import { createJoinToken } from '../../../control-plane/src/use-cases/cells/create-join-token.ts';
import { type CellSide, openCellSide } from '../../support/cell-listener.ts';

let side: CellSide;
let dataPath: string;
beforeEach(async () => {
  side = await openCellSide();
  dataPath = await mkdtemp(joinPath(tmpdir(), 'cellar-enrolment-'));
});
afterEach(async () => {
  await side[Symbol.asyncDispose]();
  await rm(dataPath, { recursive: true, force: true });
});

async function newToken(): Promise<string> {
  const ctx = { actor: systemActor, requestId: 'test', address: '127.0.0.1', nowMs: side.clock.nowMs() };
  const { token } = await createJoinToken(side.ports, ctx, {});
  return token;
}

const joinAs = (token: string, name: string, force = false) =>
  join({ token, dataPath, name, listen: '127.0.0.1', port: 0, advertise: null, force });

test('the control plane knows the cell by what it said of itself, and answers it', async () => {
  const identity = await joinAs(await newToken(), 'cell_one');
  const cell = await side.store.cells.get(identity.cellId);
  expect(cell).toMatchObject({ name: 'cell_one', address: `127.0.0.1:${identity.port}` });
  const findings = await checkControlPlane({ settings: settingsSchema.parse({}), identity });
  expect(findings).toMatchObject([
    { check: 'control_plane', level: 'ok' },
    { check: 'time', level: 'ok' },
  ]);
});

test('a used, an expired and a foreign name are refused with their reasons', async () => {
  const token = await newToken();
  const { cellId } = await joinAs(token, 'cell_one');
  await expect(joinAs(token, 'cell_two', true)).rejects.toMatchObject({ reason: 'join_token_used' });
  await expect(joinAs(await newToken(), 'cell_one', true)).rejects.toMatchObject({
    reason: 'cell_name_taken',
  });
  const old = await newToken();
  side.clock.shiftMs = 4 * 3_600_000;
  await expect(joinAs(old, 'cell_two', true)).rejects.toMatchObject({ reason: 'join_token_expired' });
  expect(await side.store.cells.get(cellId)).toMatchObject({ name: 'cell_one' });
});
