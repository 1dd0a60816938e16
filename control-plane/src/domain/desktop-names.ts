const longestGuestName = 63;

/** A run of `*` is the number with so many digits at least; without one the number follows: `trs-**`, 3 → `trs-03`. */
export function desktopName(pattern: string, number: number): string {
  const stars = /\*+/.exec(pattern)?.[0];
  if (stars === undefined) return `${pattern}-${number}`;
  return pattern.replace(stars, String(number).padStart(stars.length, '0'));
}

/** Several made at once are numbered; one alone has the name itself. */
export function numberedNames(name: string, count: number): string[] {
  if (count === 1) return [name];
  return Array.from({ length: count }, (_, index) => `${name}-${index + 1}`);
}

/** The guest's name is its host name: what can not be one is replaced, and the id makes it the only one. */
export function guestNameOf(name: string, id: string): string {
  if (/^[A-Za-z0-9_-]+$/.test(name) && name.length <= longestGuestName) return name;
  const end = `-${id.slice(0, 8)}`;
  return `${name.replace(/[^A-Za-z0-9_-]+/g, '-').slice(0, longestGuestName - end.length)}${end}`;
}
