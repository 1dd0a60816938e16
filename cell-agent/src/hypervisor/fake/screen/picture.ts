/** A picture of few colours, one byte a pixel, and how to draw blocks and text into it. */
import { glyphRows } from './font.ts';

export type Colour = readonly [red: number, green: number, blue: number];

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** At most 256. */
  readonly palette: readonly Colour[];
  /** Indices into the palette, row by row. */
  readonly pixels: Uint8Array;
}

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function createPicture(width: number, height: number, palette: readonly Colour[]): Picture {
  return { width, height, palette, pixels: new Uint8Array(width * height) };
}

/** What lies outside the picture is left out. */
export function fill(picture: Picture, area: Rectangle, colour: number): void {
  const clipped = intersect(area, { x: 0, y: 0, width: picture.width, height: picture.height });
  for (let y = clipped.y; y < clipped.y + clipped.height; y += 1) {
    const start = y * picture.width + clipped.x;
    picture.pixels.fill(colour, start, start + clipped.width);
  }
}

/** Draws characters of 3 x 5 points, each `scale` pixels wide and high, one point apart. */
export function drawText(
  picture: Picture,
  text: string,
  x: number,
  y: number,
  scale: number,
  colour: number,
): void {
  [...text].forEach((character, position) => {
    const left = x + position * 4 * scale;
    glyphRows(character).forEach((row, line) => {
      for (let point = 0; point < 3; point += 1) {
        if ((row & (4 >> point)) === 0) continue;
        fill(picture, { x: left + point * scale, y: y + line * scale, width: scale, height: scale }, colour);
      }
    });
  });
}

export function intersect(one: Rectangle, other: Rectangle): Rectangle {
  const x = Math.max(one.x, other.x);
  const y = Math.max(one.y, other.y);
  return {
    x,
    y,
    width: Math.max(0, Math.min(one.x + one.width, other.x + other.width) - x),
    height: Math.max(0, Math.min(one.y + one.height, other.y + other.height) - y),
  };
}
