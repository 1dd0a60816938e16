import { timingSafeEqual } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { DomainError } from '../../../../proto/src/errors.ts';

/** What a source shows when it opens a channel. */
export interface ChannelRequest {
  readonly operationId: string;
  readonly guestId: string;
  readonly ticket: string;
  readonly channel: string;
}

interface Expected {
  readonly guestId: string;
  readonly sourceCellId: string;
  readonly ticket: string;
  /** Takes the channel, where that is not for the hypervisor's migration. */
  readonly take?: (stream: Duplex) => Promise<void>;
}

/**
 * Which cell may send which guest: the control plane says so when it announces the guest, and only the cell with that
 * certificate and the announced ticket gets in. Forgotten with the process, as what has come of the guest is.
 */
export class Arrivals {
  readonly #expected = new Map<string, Expected>();

  expect(operationId: string, expected: Expected): void {
    this.#expected.set(operationId, expected);
  }

  end(operationId: string): void {
    this.#expected.delete(operationId);
  }

  /** @throws DomainError `forbidden` with reason `not_expected`. */
  check({ operationId, guestId, ticket }: ChannelRequest, cellId: string): Pick<Expected, 'take'> {
    const expected = this.#expected.get(operationId);
    const isExpected =
      expected?.guestId === guestId && expected.sourceCellId === cellId && equal(expected.ticket, ticket);
    if (expected !== undefined && isExpected && ticket !== '') return expected;
    throw new DomainError('forbidden', 'no guest is expected from this cell', { reason: 'not_expected' });
  }
}

function equal(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
