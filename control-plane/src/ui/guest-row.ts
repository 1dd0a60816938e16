import { element, setText } from './dom.ts';
import { addressOf, type Guest, sizeOf, stateOf, stateText } from './guest.ts';
import { texts } from './texts.ts';

export interface GuestRow {
  readonly node: HTMLTableRowElement;
  update(guest: Guest): void;
}

export interface RowActions {
  /** Resolves when it is over, well or not. */
  start(guest: Guest): Promise<void>;
  stop(guest: Guest): Promise<void>;
}

/** A guest in the list; `update` changes only what differs. */
export function createGuestRow(first: Guest, actions: RowActions): GuestRow {
  let guest = first;
  const name = element('strong');
  const size = element('small');
  const state = element('span', { className: 'state' });
  const address = cell(texts.columns.address);
  const place = cell(texts.columns.cell);
  // `opener` lets the browser copy this tab's session storage into the new one.
  const screen = element('a', { className: 'button', target: '_blank', rel: 'opener' }, texts.screen);
  screen.href = `/console/guest/${encodeURIComponent(guest.id)}`;
  const start = powerButton(texts.start, () => actions.start(guest));
  const stop = powerButton(texts.stop, () => actions.stop(guest));

  const node = element(
    'tr',
    {},
    element('th', { scope: 'row' }, name, size),
    withLabel(element('td', {}, state), texts.columns.state),
    address,
    place,
    element('td', { className: 'actions' }, screen, start, stop),
  );
  node.dataset.guest = guest.id;

  function update(next: Guest): void {
    guest = next;
    const now = stateOf(guest);
    setText(name, guest.name);
    setText(size, sizeOf(guest));
    setText(state, stateText(guest));
    state.dataset.state = now;
    setText(address, addressOf(guest));
    setText(place, guest.cell ?? texts.none);
    screen.ariaLabel = texts.screenOf(guest.name);
    start.ariaLabel = texts.startGuest(guest.name);
    stop.ariaLabel = texts.stopGuest(guest.name);
    start.hidden = now === 'running';
    stop.hidden = now !== 'running';
    if (start.ariaBusy !== 'true') start.disabled = now !== 'stopped';
  }

  update(guest);
  return { node, update };
}

function powerButton(text: string, action: () => Promise<void>): HTMLButtonElement {
  const button = element('button', { type: 'button', textContent: text });
  button.addEventListener('click', async () => {
    button.disabled = true;
    button.ariaBusy = 'true';
    await action();
    button.ariaBusy = 'false';
    button.disabled = false;
  });
  return button;
}

/** On narrow screens the label stands before the value. */
function cell(label: string): HTMLTableCellElement {
  return withLabel(element('td'), label);
}

function withLabel(node: HTMLTableCellElement, label: string): HTMLTableCellElement {
  node.dataset.label = label;
  return node;
}
