import { array, assert, boolean, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PlacementCandidate, place } from './placement.ts';

const GiB = 2 ** 30;

function cell(name: string, change: Partial<PlacementCandidate> = {}): PlacementCandidate {
  return {
    cellId: name,
    name,
    enabled: true,
    alive: true,
    externalBridge: false,
    avoided: false,
    cpuCount: 8,
    cpuUsage: 10,
    memoryBytes: 32 * GiB,
    memoryAvailableBytes: 16 * GiB,
    diskBytes: 500 * GiB,
    diskAvailableBytes: 200 * GiB,
    configured: { cores: 0, memoryBytes: 0, diskBytes: 0 },
    creating: { memoryBytes: 0, diskBytes: 0 },
    ...change,
  };
}

const request = { cores: 2, memoryBytes: 4 * GiB, diskBytes: 20 * GiB };

const candidates = array(
  record({
    enabled: boolean(),
    alive: boolean(),
    avoided: boolean(),
    cpuCount: integer({ min: 1, max: 128 }),
    cpuUsage: integer({ min: 0, max: 100 }),
    memoryAvailableBytes: integer({ min: 0, max: 64 * GiB }),
    diskAvailableBytes: integer({ min: 0, max: 900 * GiB }),
    configuredMemory: integer({ min: 0, max: 200 * GiB }),
    creatingMemory: integer({ min: 0, max: 64 * GiB }),
  }).map(({ configuredMemory, creatingMemory, ...rest }) => ({
    ...rest,
    configured: { cores: 0, memoryBytes: configuredMemory, diskBytes: 0 },
    creating: { memoryBytes: creatingMemory, diskBytes: 0 },
  })),
  { maxLength: 20 },
).map((changes) => changes.map((change, index) => cell(`cell${index}`, change)));

describe('place', () => {
  it('prefers the cell with the most room', () => {
    const placement = place(request, [cell('full', { memoryAvailableBytes: 5 * GiB }), cell('empty')], 3);
    expect(placement.chosen?.name).toBe('empty');
  });

  it('gives a guest with an external interface a cell with an external bridge', () => {
    const cells = [cell('inside'), cell('outside', { externalBridge: true, memoryAvailableBytes: 5 * GiB })];
    const { chosen, refused } = place({ ...request, external: true }, cells, 3);
    expect(chosen?.name).toBe('outside');
    expect(refused).toEqual([
      { cellId: 'inside', name: 'inside', reason: 'no_external_bridge', missingBytes: 0 },
    ]);
  });

  it('says of each refused cell which resource is missing and how much', () => {
    const { refused, chosen } = place(
      request,
      [
        cell('lost', { alive: false }),
        cell('disabled', { enabled: false }),
        cell('avoided', { avoided: true }),
        cell('memory', { memoryAvailableBytes: 3 * GiB }),
        cell('disk', { diskAvailableBytes: 5 * GiB }),
      ],
      3,
    );
    expect(chosen).toBeNull();
    expect(refused.map(({ name, reason, missingBytes }) => [name, reason, missingBytes])).toEqual([
      ['lost', 'cell_lost', 0],
      ['disabled', 'cell_disabled', 0],
      ['avoided', 'anti_affinity', 0],
      ['memory', 'not_enough_memory', GiB],
      ['disk', 'not_enough_disk', 15 * GiB],
    ]);
  });

  it('counts what guests being created will take', () => {
    const { refused } = place(
      request,
      [cell('busy', { creating: { memoryBytes: 13 * GiB, diskBytes: 0 } })],
      3,
    );
    expect(refused).toMatchObject([{ reason: 'not_enough_memory', missingBytes: GiB }]);
  });

  it('keeps the overcommit limit, whatever is free at the moment', () => {
    const configured = { cores: 0, memoryBytes: 94 * GiB, diskBytes: 0 };
    expect(place(request, [cell('sold', { configured })], 3).chosen).toBeNull();
    expect(place(request, [cell('sold', { configured })], 4).chosen?.name).toBe('sold');
  });

  it('judges every cell once, and chooses one exactly when one is left', () => {
    assert(
      property(candidates, (cells) => {
        const { chosen, scores, refused } = place(request, cells, 3);
        expect(scores.length + refused.length).toBe(cells.length);
        expect(chosen === null).toBe(scores.length === 0);
      }),
    );
  });

  it('never chooses a cell that is lost, disabled, avoided or too small', () => {
    assert(
      property(candidates, (cells) => {
        const { chosen } = place(request, cells, 3);
        const winner = cells.find((candidate) => candidate.cellId === chosen?.cellId);
        if (!winner) return;
        expect(winner.alive && winner.enabled && !winner.avoided).toBe(true);
        expect(winner.memoryAvailableBytes - winner.creating.memoryBytes).toBeGreaterThanOrEqual(
          request.memoryBytes,
        );
        expect(winner.configured.memoryBytes + request.memoryBytes).toBeLessThanOrEqual(
          winner.memoryBytes * 3,
        );
        expect(winner.diskAvailableBytes).toBeGreaterThanOrEqual(request.diskBytes);
      }),
    );
  });

  it('spreads guests of one anti-affinity over as many cells as there are, and refuses the next by name', () => {
    assert(
      property(candidates, (cells) => {
        const taken = new Set<string>();
        for (;;) {
          const now = cells.map((one) => ({ ...one, avoided: one.avoided || taken.has(one.cellId) }));
          const { chosen, refused } = place(request, now, 3);
          if (chosen === null) {
            const avoiding = refused.filter(({ reason }) => reason === 'anti_affinity');
            for (const cellId of taken) expect(avoiding.map((one) => one.cellId)).toContain(cellId);
            const fits = place(request, cells, 3).scores.map((score) => score.cellId);
            expect([...taken].toSorted()).toEqual(fits.toSorted());
            return;
          }
          expect(taken.has(chosen.cellId)).toBe(false);
          taken.add(chosen.cellId);
        }
      }),
    );
  });

  it('does not depend on the order of the cells', () => {
    assert(
      property(candidates, (cells) => {
        expect(place(request, cells.toReversed(), 3).chosen).toEqual(place(request, cells, 3).chosen);
      }),
    );
  });
});
