/** The page `/ui/`. */
import { element } from './dom.ts';
import { askFirstRun } from './first-run-form.ts';
import { showGuests } from './guest-page.ts';
import { askLogin } from './login-form.ts';
import { asApiError, callNano } from './nano-api.ts';
import { recallSession, type Session } from './session.ts';
import { brand } from './top-bar.ts';

const page = element('div', { className: 'page' });
document.body.replaceChildren(page);

let notice = '';
for (;;) {
  const session = recallSession() ?? (await enter(notice));
  notice = await showGuests(page, session);
}

async function enter(text: string): Promise<Session> {
  const target = element('main', { className: 'entrance' });
  page.replaceChildren(element('header', { className: 'bar' }, brand()), target);
  return (await isInitialised()) ? askLogin(target, text) : askFirstRun(target);
}

/** A server that does not answer now may do so at the login. */
async function isInitialised(): Promise<boolean> {
  try {
    return (await callNano<{ ready: boolean }>('GET', '/system/')).ready;
  } catch (error) {
    asApiError(error);
    return true;
  }
}
