/**
 * STEP         do                                                    undo
 * reserve      (done by the verb's own transaction)                  it leads nowhere; it is tried again later
 * set-on-cell  the cell leads the address to the guest, or no more   as it was
 * record       notes it with the guest and the address               notes what was before
 * follow       begins what had to wait for this                      –
 */
import type { OperationDefinition, StepRun } from '../../operations/step.ts';
import type { GuestOperationInput } from '../guests/guest-operation.ts';
import { isGuestGone } from '../volumes/let-go.ts';
import { followFloatingIps } from './follow-floating-ips.ts';

export interface LeadFloatingIpInput extends GuestOperationInput {
  readonly floatingIpId: string;
  readonly address: string;
  /** To the guest, or not to it any more. */
  readonly leads: boolean;
}

type Run = StepRun<LeadFloatingIpInput>;

/** What could not be done is tried again after this. */
const againMs = 60_000;

function changed(addresses: readonly string[], address: string, leads: boolean): string[] {
  const others = addresses.filter((one) => one !== address);
  return leads ? [...others, address] : others;
}

async function setOnCell(run: Run, leads: boolean): Promise<void> {
  const { ports, operationId, input, signal, timeoutMs } = run;
  const { guestId, cellId, address } = input;
  const guest = await ports.store.guests.get(guestId);
  if (guest === undefined) return;
  const request = { operationId, guestId, addresses: changed(guest.floatingAddresses, address, leads) };
  try {
    ports.live.note(cellId, await ports.cells.setFloatingAddresses(cellId, request, { timeoutMs, signal }));
  } catch (error) {
    if (leads || !isGuestGone(error)) throw error;
  }
}

async function record({ ports, input }: Run, leads: boolean): Promise<void> {
  const { guestId, floatingIpId, address } = input;
  await ports.store.transaction(async (tx) => {
    const guest = await tx.guests.get(guestId);
    if (guest)
      await tx.guests.update(guestId, {
        floatingAddresses: changed(guest.floatingAddresses, address, leads),
      });
    await tx.userFloatingIps.lead(floatingIpId, { guestId: leads ? guestId : null });
  });
}

async function tryAgain({ ports, input }: Run): Promise<void> {
  const dueAtMs = ports.clock.nowMs() + againMs;
  const nowhere = input.leads ? { guestId: null } : {};
  await ports.store.userFloatingIps.lead(input.floatingIpId, { ...nowhere, dueAtMs });
}

const storing = { timeoutMs: 10_000, retryForMs: 60_000, weight: 0 } as const;

export const leadFloatingIpOperation: OperationDefinition<LeadFloatingIpInput> = {
  kind: 'lead-floating-ip',
  cancellable: false,
  steps: [
    { name: 'reserve', ...storing, do: async () => undefined, undo: tryAgain },
    {
      name: 'set-on-cell',
      timeoutMs: 30_000,
      retryForMs: 15_000,
      weight: 1,
      do: (run) => setOnCell(run, run.input.leads),
      undo: (run) => setOnCell(run, !run.input.leads),
    },
    {
      name: 'record',
      ...storing,
      do: (run) => record(run, run.input.leads),
      undo: (run) => record(run, !run.input.leads),
    },
    {
      name: 'follow',
      ...storing,
      do: ({ ports }) => followFloatingIps(ports),
      failedResult: ({ message }) => ({ message }),
    },
  ],
  result: ({ input }) => ({ guest: input.guestId, address: input.address, leads: input.leads }),
};
