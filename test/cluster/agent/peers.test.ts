import { status } from '@grpc/grpc-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectCell } from '../../support/cell-client.ts';
import { type Certificate, createThrowawayAuthority } from '../../support/throwaway-pki.ts';
import { startTestCell, type TestCell } from './test-cell.ts';

let cell: TestCell;
beforeAll(async () => {
  cell = await startTestCell();
});
afterAll(() => cell[Symbol.asyncDispose]());

async function describeAs(keys: Certificate | null): Promise<unknown> {
  using client = connectCell(cell.port, cell.authority.certificate, keys);
  return await client.call('describeCell', undefined, { deadline: Date.now() + 10_000 });
}

test('the control plane is answered', async () => {
  await expect(describeAs(cell.controlPlane)).resolves.toMatchObject({
    cellId: 'c0ffee00-0000-4000-8000-000000000001',
    name: 'cell_test',
    hypervisor: 'fake',
    consolePort: cell.consolePort,
    warnings: expect.arrayContaining([{ code: 'check', message: 'a warning of the doctor' }]),
  });
});

test('a client without certificate is refused', async () => {
  await expect(describeAs(null)).rejects.toMatchObject({ code: 'cell_unreachable' });
});

test('a certificate of another authority is refused', async () => {
  const foreign = await createThrowawayAuthority();
  await expect(describeAs(await foreign.issue('cellar:control-plane'))).rejects.toMatchObject({
    code: 'cell_unreachable',
  });
});

test("the cell's own certificate is refused as a client's", async () => {
  await expect(describeAs(cell.own)).rejects.toMatchObject({ code: 'cell_unreachable' });
});

test('streams refuse another cell, too', async () => {
  using client = connectCell(
    cell.port,
    cell.authority.certificate,
    await cell.authority.issue('cellar:cell:other'),
  );
  const stream = client.events(1_000);
  const failed = new Promise((resolve) => stream.once('error', resolve));
  stream.resume();
  await expect(failed).resolves.toMatchObject({ code: status.UNAVAILABLE });
});
