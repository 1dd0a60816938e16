/** The results as people read them. */
import type { Row, Spread } from './harness.ts';

const columns = [
  'line',
  'what',
  'product',
  'floor',
  'ratio (min–max)',
  'goal',
  'verdict',
  'floor is',
] as const;

/** A Markdown table, aligned for the terminal too. */
export function renderTable(rows: readonly Row[]): string {
  const cells = [[...columns], ...rows.map(cellsOf)];
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => row[index]?.length ?? 0)));
  const lines = cells.map((row) => `| ${row.map((cell, n) => cell.padEnd(widths[n] ?? 0)).join(' | ')} |`);
  lines.splice(1, 0, `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
  return lines.join('\n');
}

/** The same for one row, told while the others still run. */
export function renderRow(row: Row): string {
  const [, what, product, floor, ratio, goal, verdict, against] = cellsOf(row);
  return `${row.line}: ${what} ${product}, ${against} ${floor}, ratio ${ratio}, goal ${goal}: ${verdict}`;
}

function cellsOf(row: Row): string[] {
  const value = ({ median }: Spread) => `${digits(median)} ${row.unit}`;
  const { ratio, goal } = row;
  const wanted = goal === null ? '–' : 'ratio' in goal ? `≤ ${goal.ratio}` : `≤ ${goal.value} ${row.unit}`;
  const ratios = `${digits(ratio.median)} (${digits(ratio.min)}–${digits(ratio.max)})`;
  return [row.line, row.what, value(row.product), value(row.floor), ratios, wanted, row.verdict, row.against];
}

/** Three significant digits, and no fraction from 100 on. */
function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : Number(value.toPrecision(3)).toString();
}
