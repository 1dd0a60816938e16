import { element, setText } from './dom.ts';
import { createErrorLine } from './error-line.ts';
import type { Guest } from './guest.ts';
import { createGuestTable } from './guest-table.ts';
import { asApiError, callNano } from './nano-api.ts';
import { forgetSession, keepAlive, logOut, onLogOut, type Session } from './session.ts';
import { askHowToStop } from './stop-dialog.ts';
import { texts } from './texts.ts';
import { createTopBar } from './top-bar.ts';

const refreshMs = 5_000;
const pageSize = 100;

interface Found {
  readonly result: readonly Guest[];
  readonly total: number;
}

/** The guests of the session's user, until it ends. @returns what to tell at the login that follows. */
export function showGuests(target: HTMLElement, session: Session): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const search = element('input', { type: 'search', placeholder: texts.searchHint, ariaLabel: texts.search });
  const error = createErrorLine();
  const table = createGuestTable({ start, stop });
  const empty = element('div', { className: 'empty', hidden: true });
  const count = element('p', { className: 'count', role: 'status', textContent: texts.loading });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest = 0;

  const alive = keepAlive(session, () => end(texts.sessionEnded));
  const elsewhere = onLogOut(() => end(''));
  table.node.hidden = true;
  search.addEventListener('input', () => schedule(250));
  document.addEventListener('visibilitychange', whenSeen);
  target.replaceChildren(
    createTopBar(session, () => {
      logOut(session);
      end('');
    }),
    element(
      'main',
      {},
      element('div', { className: 'heading' }, element('h1', { textContent: texts.guests }), search),
      error.node,
      table.node,
      empty,
      count,
    ),
  );
  void refresh();
  return promise;

  function end(notice: string): void {
    forgetSession();
    alive.stop();
    elsewhere.stop();
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', whenSeen);
    latest = Number.POSITIVE_INFINITY;
    resolve(notice);
  }

  function whenSeen(): void {
    if (!document.hidden) schedule(0);
  }

  function schedule(delayMs: number): void {
    clearTimeout(timer);
    if (Number.isFinite(latest)) timer = setTimeout(() => void refresh(), delayMs);
  }

  /** An answer that a later one has overtaken is not shown. */
  async function refresh(): Promise<void> {
    clearTimeout(timer);
    latest += 1;
    const turn = latest;
    const keyword = search.value.trim();
    try {
      const body = { limit: pageSize, offset: 0, ...(keyword !== '' && { keyword }) };
      const found = await callNano<Found>('POST', '/search/guests/', { session: session.id, body });
      if (turn !== latest) return;
      show(found, keyword);
      error.clear('refresh');
    } catch (thrown) {
      if (turn !== latest) return;
      fail('refresh', thrown, (reason) => reason);
    }
    if (!document.hidden) schedule(refreshMs);
  }

  function show({ result, total }: Found, keyword: string): void {
    table.update(result);
    table.node.hidden = result.length === 0;
    empty.hidden = result.length > 0;
    if (!empty.hidden) {
      const title = keyword === '' ? texts.noGuests : texts.noMatches;
      const hint = keyword === '' ? texts.noGuestsHint : keyword;
      empty.replaceChildren(
        element('strong', { textContent: title }),
        element('span', { textContent: hint }),
      );
    }
    setText(
      count,
      total > result.length
        ? texts.shownOf(result.length, total)
        : total === 0
          ? ''
          : texts.guestCount(total),
    );
  }

  async function start(guest: Guest): Promise<void> {
    await act(guest, () => callNano('POST', `/instances/${guest.id}`, { session: session.id, body: {} }));
  }

  async function stop(guest: Guest): Promise<void> {
    const choice = await askHowToStop(guest.name);
    if (choice === null) return;
    const body = { reboot: false, force: choice === 'power-off' };
    await act(guest, () => callNano('DELETE', `/instances/${guest.id}`, { session: session.id, body }));
  }

  async function act(guest: Guest, action: () => Promise<unknown>): Promise<void> {
    error.clear('action');
    try {
      await action();
    } catch (thrown) {
      fail('action', thrown, (reason) => texts.actionFailed(guest.name, reason));
    }
    if (Number.isFinite(latest)) await refresh();
  }

  function fail(origin: 'refresh' | 'action', thrown: unknown, wording: (reason: string) => string): void {
    const { kind, message } = asApiError(thrown);
    if (kind === 'session-ended') end(texts.sessionEnded);
    else error.show(origin, wording(message));
  }
}
