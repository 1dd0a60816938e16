/** Between domain values and what a column holds: booleans as 0 and 1, plain data as JSON text. */

export function toFlag(value: boolean): number {
  return value ? 1 : 0;
}

export function fromFlag(value: number): boolean {
  return value !== 0;
}

/** `undefined` is kept as null. */
export function toJson(value: unknown): string {
  return JSON.stringify(value ?? null);
}

export function fromJson<T>(text: string): T {
  return JSON.parse(text) as T;
}

const sharedValues = new Map<string, unknown>();
const sharedValuesMax = 4_096;

/**
 * As `fromJson`, for columns whose rows mostly hold the same few texts: equal texts give one frozen value,
 * which spares most of the cost of lists.
 */
export function fromSharedJson<T>(text: string): T {
  const known = sharedValues.get(text);
  if (known !== undefined) return known as T;
  const value = freeze(JSON.parse(text));
  if (sharedValues.size >= sharedValuesMax) sharedValues.clear();
  sharedValues.set(text, value);
  return value as T;
}

function freeze(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) freeze(part);
  return Object.freeze(value);
}
