/** What one query parameter of a list asks of each entry. */
export interface ListCondition {
  readonly parameter: string;
  /** Only these values can match, so that an index may be asked first; null: any value may. */
  readonly oneOf: readonly string[] | null;
  readonly matches: (value: string | null) => boolean;
}

/** Whether all conditions hold. @param read the entry's value of a parameter; flags are `true` and `false`. */
export function matchesAll(
  conditions: readonly ListCondition[],
  read: (parameter: string) => string | null,
): boolean {
  return conditions.every(({ parameter, matches }) => matches(read(parameter)));
}

/** What an index may be asked for; null: everything. */
export function wantedValues(conditions: readonly ListCondition[], parameter: string): string[] | null {
  const sets = conditions.flatMap((one) => (one.parameter === parameter && one.oneOf ? [one.oneOf] : []));
  const [first, ...others] = sets;
  if (first === undefined) return null;
  return [...new Set(first)].filter((value) => others.every((set) => set.includes(value)));
}
