/** A column of a list: its title, and what it shows of a row. */
export type Column<Row> = readonly [title: string, value: (row: Row) => string | number | boolean | null];

/** Columns as wide as their widest text; numbers are not told apart, a missing value is a dash. */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const texts = rows.map((row) => columns.map(([, value]) => shown(value(row))));
  const all = [columns.map(([title]) => title), ...texts];
  const widths = columns.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) => `${line(row, widths)}\n`).join('');
}

/** One thing, a line for each of its values. */
export function properties(thing: object): string {
  const entries = Object.entries(thing).map(([key, value]) => [key, flat(value)] as const);
  const width = Math.max(0, ...entries.map(([key]) => key.length));
  return entries
    .map(([key, value]) => `${key.padEnd(width)}  ${value}`.trimEnd())
    .join('\n')
    .concat('\n');
}

function line(row: readonly string[], widths: readonly number[]): string {
  return row
    .map((text, column) => text.padEnd(widths[column] ?? 0))
    .join('  ')
    .trimEnd();
}

/** Terminals are sent no control characters, whatever a name holds. */
function shown(value: string | number | boolean | null): string {
  if (value === null || value === '') return '-';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value).replace(/\p{Cc}/gu, '?');
}

function flat(value: unknown): string {
  if (typeof value === 'object' && value !== null) return shown(JSON.stringify(value));
  return shown(typeof value === 'number' || typeof value === 'boolean' ? value : String(value ?? ''));
}
