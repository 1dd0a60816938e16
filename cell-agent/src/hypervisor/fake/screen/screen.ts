/**
 * The screen of a fake guest: its name, its id, colours of its own, and below them what was typed, one cell for
 * each key. Number n of the keys stands in cell n, so a viewer that has seen n keys lacks the cells from n on.
 */
import { EventEmitter } from 'node:events';
import type { GuestSpec } from '../../../../../proto/src/model.ts';
import { hash32 } from '../seeded.ts';
import { type Colour, createPicture, drawText, fill, type Picture, type Rectangle } from './picture.ts';

const width = 640;
const height = 400;
const cell = { width: 16, height: 24 };
const columns = width / cell.width;
const rows = 8;
const cellsTop = height - rows * cell.height;

const background = 0;
const foreground = 1;
const firstOwnColour = 2;
const ownColours = 8;

export interface Screen {
  readonly name: string;
  readonly picture: Picture;
  /** How many keys the guest got since it started. */
  keyCount(): number;
  press(keysym: number): void;
  /** Where the keys from number `from` on stand; the whole screen if there are too many of them. */
  changedSince(from: number): readonly Rectangle[];
  /** As after a reset. */
  clear(): void;
  /** `key` after each key, `clear` after a reset. */
  readonly events: EventEmitter<{ key: []; clear: [] }>;
}

export function createScreen(spec: Pick<GuestSpec, 'id' | 'name'>): Screen {
  const picture = createPicture(width, height, paletteOf(spec.id));
  const events = new EventEmitter<{ key: []; clear: [] }>();
  events.setMaxListeners(0);
  let keys = 0;

  function drawAll(): void {
    fill(picture, { x: 0, y: 0, width, height }, background);
    for (let index = 0; index < ownColours; index += 1) {
      fill(picture, { x: index * 80, y: 0, width: 80, height: 40 }, firstOwnColour + index);
    }
    drawText(picture, spec.name.slice(0, 40), 16, 64, spec.name.length > 19 ? 3 : 8, foreground);
    drawText(picture, spec.id, 16, 136, 3, foreground);
    fill(picture, { x: 0, y: cellsTop - 8, width, height: 2 }, foreground);
  }

  drawAll();
  return {
    name: spec.name,
    picture,
    events,
    keyCount: () => keys,
    press(keysym) {
      drawKey(picture, keys, keysym);
      keys += 1;
      events.emit('key');
    },
    changedSince(from) {
      if (keys - from > columns) return [{ x: 0, y: 0, width, height }];
      return Array.from({ length: keys - from }, (_, offset) => areaOfKey(from + offset));
    },
    clear() {
      keys = 0;
      drawAll();
      events.emit('clear');
    },
  };
}

function areaOfKey(number: number): Rectangle {
  const index = number % (columns * rows);
  return {
    x: (index % columns) * cell.width,
    y: cellsTop + Math.floor(index / columns) * cell.height,
    ...cell,
  };
}

/** The cell's colour changes with each round over the screen, so that every key changes pixels. */
function drawKey(picture: Picture, number: number, keysym: number): void {
  const area = areaOfKey(number);
  const round = Math.floor(number / (columns * rows));
  fill(picture, area, firstOwnColour + (round % ownColours));
  const printable = keysym >= 0x20 && keysym <= 0x7e;
  if (printable) drawText(picture, String.fromCharCode(keysym), area.x + 2, area.y + 2, 4, foreground);
  else fill(picture, { x: area.x + 4, y: area.y + 4, width: 8, height: 16 }, foreground);
}

/** Dark background, white letters, eight colours that no other guest is likely to have. */
function paletteOf(guestId: string): readonly Colour[] {
  const own = Array.from({ length: ownColours }, (_, index): Colour => {
    const hash = hash32(guestId, index);
    return [64 + (hash & 127), 64 + ((hash >> 8) & 127), 64 + ((hash >> 16) & 127)];
  });
  return [[16, 16, 24], [255, 255, 255], ...own];
}
