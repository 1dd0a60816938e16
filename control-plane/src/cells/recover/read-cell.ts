/** Everything that one cell tells of itself and its guests, asked outside a running control plane. */
import type { PeerCertificate } from 'node:tls';
import { Metadata } from '@grpc/grpc-js';
import { cellIdOf } from '../../../../proto/src/certificate-names.ts';
import { DomainError } from '../../../../proto/src/errors.ts';
import type { CellEvent } from '../../../../proto/src/model.ts';
import { cellService } from '../../../../proto/src/service.ts';
import type { FoundCell, FoundGuest } from '../../use-cases/recover/found-cell.ts';
import type { Authority } from '../authority.ts';
import { type CallTarget, callUnary, unreachable } from '../link/call.ts';
import { openChannel } from '../link/channel.ts';

const inventoryWithinMs = 20_000;
const snapshotsWithinMs = 20_000;
/** Questions for snapshots at once. */
const parallelQuestions = 8;

/** @param address `host:port`. @throws DomainError `cell_unreachable`, `conflict` when its agent does not reach its hypervisor. */
export async function readCell(
  authority: Pick<Authority, 'secureContext'>,
  address: string,
): Promise<FoundCell> {
  let id: string | undefined;
  const checkServerIdentity = (_host: string, { subjectaltname }: PeerCertificate) => {
    id = cellIdOf(subjectaltname);
    return id === undefined ? new Error(`the server at ${address} is no cell`) : undefined;
  };
  const channel = openChannel({ address, secureContext: authority.secureContext, checkServerIdentity });
  try {
    const target: CallTarget = { cellName: address, client: channel.client, running: new Set() };
    const { cell, guests } = await inventoryOf(target);
    if (cell.cellId !== id) throw unreachable(address, new Error('its certificate is another cell’s'));
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
  } finally {
    channel.close();
  }
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
