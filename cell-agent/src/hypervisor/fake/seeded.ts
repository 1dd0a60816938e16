/** Numbers that look random and are the same for the same words: what makes a fake cell repeatable. */

/** 32-bit FNV-1a with a final mix. */
export function hash32(...words: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const character of words.join('\0')) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** From 0 up to, not including, 1. */
export function fraction(...words: readonly (string | number)[]): number {
  return hash32(...words) / 2 ** 32;
}
