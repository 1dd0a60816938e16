/** Everything that one cell tells of itself and its guests, asked outside a running control plane. */
import type { PeerCertificate } from 'node:tls';
import { Metadata } from '@grpc/grpc-js';
import { cellIdOf } from '../../../../proto/src/certificate-names.ts';
import { DomainError } from '../../../../proto/src/errors.ts';
import type { CellDescription, CellEvent } from '../../../../proto/src/model.ts';
import { cellService } from '../../../../proto/src/service.ts';
import type { FoundCell, FoundGuest } from '../../use-cases/recover/found-cell.ts';
import type { Authority } from '../authority.ts';
import { type CallTarget, callUnary, unreachable } from '../link/call.ts';
import { openChannel } from '../link/channel.ts';

const inventoryWithinMs = 20_000;
const snapshotsWithinMs = 20_000;
/** Questions for snapshots at once. */
const parallelQuestions = 8;

type Trust = Pick<Authority, 'secureContext'>;

async function withCell<Result>(
  authority: Trust,
  address: string,
  work: (target: CallTarget, inventory: Inventory) => Promise<Result>,
): Promise<Result> {
  let id: string | undefined;
  const checkServerIdentity = (_host: string, { subjectaltname }: PeerCertificate) => {
    id = cellIdOf(subjectaltname);
    return id === undefined ? new Error(`the server at ${address} is no cell`) : undefined;
  };
  const channel = openChannel({ address, secureContext: authority.secureContext, checkServerIdentity });
  try {
    const target: CallTarget = { cellName: address, client: channel.client, running: new Set() };
    const inventory = await inventoryOf(target);
    if (inventory.cell.cellId !== id)
      throw unreachable(address, new Error('its certificate is another cell’s'));
    return await work(target, inventory);
  } finally {
    channel.close();
  }
}

/** @param address `host:port`. @throws DomainError `cell_unreachable`, `conflict` when its agent does not reach its hypervisor. */
export function readCell(authority: Trust, address: string): Promise<FoundCell> {
  return withCell(authority, address, async (target, { cell, guests }) => {
    const found: FoundGuest[] = [];
    for (let from = 0; from < guests.length; from += parallelQuestions) {
      const some = guests.slice(from, from + parallelQuestions);
      found.push(
        ...(await Promise.all(
          some.map(async ({ spec, state }) => ({
            spec,
            state,
            snapshots: await snapshotsOf(target, spec.id),
          })),
        )),
      );
    }
    return { id: cell.cellId, name: cell.name, address, guests: found };
  });
}

/** What a cell is, and its clock at that moment. @throws DomainError as `readCell`. */
export function greetCell(
  authority: Trust,
  address: string,
): Promise<{ readonly cell: CellDescription; readonly atMs: number }> {
  return withCell(authority, address, async (_target, { cell, atMs }) => ({ cell, atMs }));
}

type Inventory = Extract<CellEvent, { type: 'inventory' }>;

async function inventoryOf({ client, cellName }: CallTarget): Promise<Inventory> {
  const { path, requestSerialize, responseDeserialize } = cellService.events;
  const stream = client.makeServerStreamRequest(
    path,
    requestSerialize,
    responseDeserialize,
    { statisticsIntervalMs: inventoryWithinMs },
    new Metadata(),
    { deadline: Date.now() + inventoryWithinMs },
  );
  stream.on('error', () => undefined);
  try {
    for await (const event of stream as AsyncIterable<CellEvent>) {
      if (event.type === 'inventory') return event;
      if (event.type === 'hypervisor_lost')
        throw new DomainError('conflict', `the agent at ${cellName} does not reach its hypervisor`, {
          reason: 'hypervisor_lost',
        });
    }
  } catch (error) {
    throw error instanceof DomainError ? error : unreachable(cellName, error);
  } finally {
    stream.cancel();
  }
  throw unreachable(cellName);
}

/** Null: it could not tell now, e.g. as the guest is being deleted. */
async function snapshotsOf(target: CallTarget, guestId: string): Promise<FoundGuest['snapshots']> {
  try {
    const options = { timeoutMs: snapshotsWithinMs };
    return (await callUnary(target, cellService.listSnapshots, { guestId }, options)).snapshots;
  } catch {
    return null;
  }
}
