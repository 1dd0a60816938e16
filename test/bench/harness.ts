/**
 * Runs comparisons: floor and product alternate, each pair gives one ratio, and the median of the ratios counts. The
 * machine may be busy; what disturbs it disturbs both of a pair.
 */

/** Something to measure once; answers in the comparison's unit. */
export type Sample = () => Promise<number>;

export interface Comparison {
  /** What is measured, of the product. */
  readonly what: string;
  readonly unit: string;
  /** What it is measured against. */
  readonly against: string;
  readonly floor: Sample;
  readonly product: Sample;
  /** The largest ratio wanted, or the largest value of the product; null where the number is only told. */
  readonly goal: { readonly ratio: number } | { readonly value: number } | null;
  /** Pairs; 5 unless given. */
  readonly repeats?: number;
}

/** One file of `lines/`: what it needs is there between its comparisons and gone after the last. */
export interface Line {
  readonly name: string;
  comparisons(): AsyncGenerator<Comparison, void, undefined>;
}

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export type Verdict = 'met' | 'missed' | 'told';

export interface Row {
  readonly line: string;
  readonly what: string;
  readonly unit: string;
  readonly against: string;
  readonly floor: Spread;
  readonly product: Spread;
  readonly ratio: Spread;
  readonly goal: Comparison['goal'];
  readonly pairs: number;
  readonly verdict: Verdict;
}

/** A result this near to its goal is measured again, with twice the pairs. */
const doubtful = 0.15;

export async function compare(line: string, comparison: Comparison): Promise<Row> {
  const repeats = comparison.repeats ?? 5;
  const row = summarize(line, comparison, await takePairs(comparison, repeats));
  return isDoubtful(row) ? summarize(line, comparison, await takePairs(comparison, 2 * repeats)) : row;
}

interface Pair {
  readonly floor: number;
  readonly product: number;
}

/** The order within a pair changes each time, so that a machine growing slower favours neither. */
async function takePairs({ floor, product }: Comparison, count: number): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (let n = 0; n < count; n += 1) {
    if (n % 2 === 0) {
      const first = await floor();
      pairs.push({ floor: first, product: await product() });
    } else {
      const first = await product();
      pairs.push({ product: first, floor: await floor() });
    }
  }
  return pairs;
}

function summarize(line: string, comparison: Comparison, pairs: readonly Pair[]): Row {
  const { what, unit, against, goal } = comparison;
  const ratio = spread(pairs.map((pair) => pair.product / pair.floor));
  const product = spread(pairs.map((pair) => pair.product));
  const floor = spread(pairs.map((pair) => pair.floor));
  const row = { line, what, unit, against, floor, product, ratio, goal, pairs: pairs.length };
  const share = shareOfGoal(row);
  return { ...row, verdict: share === null ? 'told' : share <= 1 ? 'met' : 'missed' };
}

function isDoubtful(row: Row): boolean {
  const share = shareOfGoal(row);
  return share !== null && Math.abs(share - 1) <= doubtful;
}

/** 1 is exactly the goal, less is better. */
function shareOfGoal({ goal, ratio, product }: Pick<Row, 'goal' | 'ratio' | 'product'>): number | null {
  if (goal === null) return null;
  return 'ratio' in goal ? ratio.median / goal.ratio : product.median / goal.value;
}

export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const median =
    ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
  return { median, min: sorted[0] ?? Number.NaN, max: sorted.at(-1) ?? Number.NaN };
}
