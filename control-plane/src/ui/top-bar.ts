import { openAccount } from './account-dialog.ts';
import { element } from './dom.ts';
import type { Session } from './session.ts';
import { texts } from './texts.ts';

export function createTopBar(session: Session, onLeave: () => void): HTMLElement {
  const leave = element('button', { type: 'button', textContent: texts.logOut });
  leave.addEventListener('click', onLeave);
  const who = element('button', {
    type: 'button',
    className: 'who plain',
    textContent: session.user,
    title: texts.loggedInAs(session.user),
  });
  who.addEventListener('click', () => void openAccount(session));
  return element('header', { className: 'bar' }, brand(), who, leave);
}

/** The product's mark and name, leading to the list of guests. */
export function brand(): HTMLElement {
  const mark = element('img', { src: '/ui/icon.svg', alt: '', width: 28, height: 28 });
  return element('a', { className: 'brand', href: '/ui/' }, mark, texts.product);
}
