import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minutesKept, toSample } from '../../domain/usage.ts';
import { type Reading, UsageRing } from './usage-ring.ts';

const reading = (cpu: number | null, total: number): Reading => [cpu, 5, null, total, 0, 0, 2 * total];
const sampleOf = (ring: UsageRing, minute: number) => {
  const row = ring.row(minute);
  return row && toSample(0, row);
};

describe('a guest', () => {
  test('has rates from its totals, and means over the time', () => {
    const ring = new UsageRing(10);
    ring.addTotals(reading(80, 1_000), 0);
    ring.addTotals(reading(20, 3_000), 2_000);
    ring.addTotals(reading(40, 9_000), 8_000);
    ring.turnTo(11);
    const sample = sampleOf(ring, 10);
    expect(sample?.cpuPercent).toBeCloseTo(35, 1);
    expect(sample?.memoryAvailableBytes).toBeCloseTo(5, 1);
    expect(sample?.diskAvailableBytes).toBeNull();
    expect(sample?.diskReadBytesPerSecond).toBeCloseTo(1_000, -1);
    expect(sample?.diskWriteBytesPerSecond).toBe(0);
    expect(sample?.networkSendBytesPerSecond).toBeCloseTo(2_000, -1);
  });

  test('that restarts begins its totals anew, and nothing is counted twice or below zero', () => {
    const ring = new UsageRing(0);
    for (const [atMs, total] of [
      [0, 50_000],
      [1_000, 51_000],
      [2_000, 10],
      [3_000, 1_010],
    ] as const)
      ring.addTotals(reading(10, total), atMs);
    ring.turnTo(1);
    expect(sampleOf(ring, 0)?.diskReadBytesPerSecond).toBeCloseTo(1_000, -1);
  });

  test('that was silent for long has a gap, not a rate over it', () => {
    const ring = new UsageRing(0);
    ring.addTotals(reading(10, 0), 0);
    ring.addTotals(reading(10, 1e9), 40_000);
    ring.turnTo(1);
    expect(sampleOf(ring, 0)).toEqual(sampleOf(new UsageRing(0), 0));
    expect(sampleOf(ring, 0)?.cpuPercent).toBeNull();
  });
});

test("a cell's rates are taken as they are", () => {
  const ring = new UsageRing(0);
  ring.addRates([50, 1, 1, 100, 200, 300, 400], 0);
  ring.addRates([50, 1, 1, 100, 200, 300, 400], 2_000);
  ring.turnTo(1);
  const sample = sampleOf(ring, 0);
  expect(sample?.cpuPercent).toBeCloseTo(50, 1);
  expect(sample?.networkSendBytesPerSecond).toBeCloseTo(400, 0);
});

test('wherever the clock goes, a minute shows only what was measured in it since it was last entered', () => {
  const jumps = fc.array(fc.integer({ min: -200, max: 200 }), { maxLength: 40 });
  fc.assert(
    fc.property(jumps, (steps) => {
      const ring = new UsageRing(1_000);
      const model = new Map<number, number>();
      let [minute, atMs] = [1_000, 0];
      steps.forEach((step, n) => {
        const cpu = n + 1;
        atMs += 100_000;
        for (const shift of [0, 1_000]) ring.addRates([cpu, 0, 0, 0, 0, 0, 0], atMs + shift);
        model.set(minute, cpu);
        const next = minute + step;
        if (step < 0) for (const known of [...model.keys()]) if (known >= next) model.delete(known);
        const overwritten = Math.max(minute, next - 1) - minutesKept;
        if (step !== 0) for (const known of [...model.keys()]) if (known <= overwritten) model.delete(known);
        ring.turnTo(next);
        minute = next;
      });
      for (let at = minute - minutesKept - 3; at < minute; at += 1) {
        const expected = at >= minute - minutesKept ? model.get(at) : undefined;
        const cpu = sampleOf(ring, at)?.cpuPercent ?? undefined;
        if (expected === undefined) expect(cpu).toBeUndefined();
        else expect(cpu).toBeDefined();
      }
      expect(ring.row(minute + 1)).toBeUndefined();
    }),
  );
});
