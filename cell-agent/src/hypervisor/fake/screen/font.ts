/**
 * A font of 3 x 5 points for the characters from space to underscore in the order of ASCII, eight a line.
 * Each digit is one row, its bits the points from left (4) to right (1).
 */
const glyphs = [
  '00000 22202 55000 57575 36236 51245 25253 22000',
  '12221 42224 05250 02720 00024 00700 00002 11244',
  '75557 26227 61247 61216 55711 74616 34757 71122',
  '75757 75716 02020 02024 12421 07070 42124 61202',
  '25743 25755 65656 34443 65556 74647 74644 34553',
  '55755 72227 11152 55655 44447 57755 65555 25552',
  '65644 25563 65655 34216 72222 55557 55552 55775',
  '55255 55222 71247 32223 44211 62226 25000 00007',
].flatMap((line) => line.split(' '));

/** Small letters look like capitals; a character the font lacks gets a pattern of its own. */
export function glyphRows(character: string): readonly number[] {
  const code = character.toUpperCase().codePointAt(0) ?? 0;
  const glyph = glyphs[code - 0x20];
  if (glyph) return [...glyph].map(Number);
  return [7, code & 7, (code >> 3) & 7, (code >> 6) & 7, 7];
}
