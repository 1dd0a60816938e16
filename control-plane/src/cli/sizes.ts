import { usageError } from './exit-codes.ts';

const factors: Readonly<Record<string, number>> = {
  '': 1,
  K: 2 ** 10,
  M: 2 ** 20,
  G: 2 ** 30,
  T: 2 ** 40,
};

/** `512M`, `2GiB` or bytes; powers of 1024. @throws DomainError `invalid` with reason `usage`. */
export function parseSize(text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([kKmMgGtT]?)(?:i?[bB])?$/.exec(text.trim());
  const bytes = match
    ? Math.round(Number(match[1]) * (factors[(match[2] ?? '').toUpperCase()] ?? 1))
    : Number.NaN;
  if (Number.isSafeInteger(bytes) && bytes > 0) return bytes;
  throw usageError(`'${text}' is no size: write 512M, 2G or a number of bytes`);
}

/** For people: the largest unit that leaves at least 1. */
export function formatSize(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = bytes;
  let unit = 0;
  for (; value >= 1024 && unit < units.length - 1; unit += 1) value /= 1024;
  return `${Number.isInteger(value) ? value : value.toFixed(1)} ${units[unit]}`;
}

/** A whole number of an option. @throws DomainError `invalid` with reason `usage`. */
export function parseCount(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw usageError(`'${text}' is no whole number`);
}
