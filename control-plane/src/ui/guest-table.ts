import { element } from './dom.ts';
import type { Guest } from './guest.ts';
import { createGuestRow, type GuestRow, type RowActions } from './guest-row.ts';
import { texts } from './texts.ts';

export interface GuestTable {
  readonly node: HTMLTableElement;
  update(guests: readonly Guest[]): void;
}

/** Keeps one row for each guest, so that a refresh moves and flickers nothing. */
export function createGuestTable(actions: RowActions): GuestTable {
  const { name, state, address, cell, actions: last } = texts.columns;
  const headings = [name, state, address, cell].map((text) =>
    element('th', { scope: 'col', textContent: text }),
  );
  const lastHeading = element(
    'th',
    { scope: 'col' },
    element('span', { className: 'for-readers', textContent: last }),
  );
  const body = element('tbody');
  const node = element(
    'table',
    { className: 'guests' },
    element('thead', {}, element('tr', {}, ...headings, lastHeading)),
    body,
  );
  const rows = new Map<string, GuestRow>();

  function rowOf(guest: Guest): GuestRow {
    const row = rows.get(guest.id) ?? createGuestRow(guest, actions);
    rows.set(guest.id, row);
    row.update(guest);
    return row;
  }

  return {
    node,
    update(guests) {
      const ids = new Set(guests.map((guest) => guest.id));
      for (const [id, row] of rows) {
        if (ids.has(id)) continue;
        row.node.remove();
        rows.delete(id);
      }
      guests.forEach((guest, position) => {
        const row = rowOf(guest).node;
        if (body.children[position] !== row) body.insertBefore(row, body.children[position] ?? null);
      });
    },
  };
}
