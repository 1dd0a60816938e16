const shown = 3;

/** Some of what is in the way, so that somebody can begin there: `'a', 'b', 'c' and 4 more`. */
export function someNames(names: readonly string[], count = names.length): string {
  const some = names.slice(0, shown).map((name) => `'${name}'`);
  const rest = count - some.length;
  return `${some.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
