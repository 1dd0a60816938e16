import { element } from '../dom.ts';
import { type Guest, stateOf } from '../guest.ts';
import { askLogin } from '../login-form.ts';
import { asApiError, callNano } from '../nano-api.ts';
import { forgetSession, keepAlive, onLogOut, recallSession, type Session } from '../session.ts';
import { texts } from '../texts.ts';
import { Pause } from './pause.ts';
import type { ScreenEnd } from './screen.ts';
import type { ConsoleView } from './view.ts';

/** How long to wait before the next try, by the number of tries that failed in a row. */
const waitsMs = [250, 1_000, 2_000, 4_000, 8_000];
const askAgainMs = 2_000;

/**
 * The screen of a guest for as long as the page is open: each connection takes a new channel. A stopped guest is waited
 * for, a session that has ended is asked for again.
 */
export async function showGuestScreen(view: ConsoleView, guestId: string): Promise<never> {
  const pause = new Pause();
  const path = encodeURIComponent(guestId);
  let failures = 0;
  let notice = '';
  view.setTitle(texts.console.guest);
  onLogOut(() => {
    view.closeScreen();
    pause.cut();
  });
  for (;;) {
    const session = recallSession() ?? (await login());
    const alive = keepAlive(session, endSession);
    view.onReconnect = () => {
      failures = 0;
      view.closeScreen();
      pause.cut();
    };
    while (recallSession() !== null) await attempt(session).catch(explain);
    alive.stop();
  }

  /** A screen that is open stays; what comes after it needs a login. */
  function endSession(): void {
    notice = texts.sessionEnded;
    forgetSession();
  }

  async function login(): Promise<Session> {
    view.onReconnect = null;
    view.cover('disconnected', '');
    const session = await askLogin(view.curtain, notice, texts.console.loginFor);
    notice = '';
    return session;
  }

  /** One look at the guest and, if it runs, one connection to its screen. */
  async function attempt(session: Session): Promise<void> {
    const guest = await callNano<Guest>('GET', `/guests/${path}`, { session: session.id });
    view.setTitle(guest.name);
    const state = stateOf(guest);
    if (state !== 'running') {
      if (state === 'creating') view.cover('waiting', texts.console.creating(guest.progress));
      else if (state === 'lost') view.cover('waiting', texts.console.lost);
      else coverStopped(session, guest);
      return pause.wait(askAgainMs);
    }
    const body = { guest: guestId };
    const channel = await callNano<{ id: string; password: string }>('POST', '/monitor_channels/', {
      session: session.id,
      body,
    });
    await afterEnd(await view.show({ channelId: channel.id, password: channel.password }));
  }

  async function afterEnd(end: ScreenEnd): Promise<void> {
    if (recallSession() === null) return;
    failures = end === 'broken' ? 0 : failures + 1;
    view.cover('disconnected', end === 'refused' ? texts.console.refused : texts.console.broken);
    await waitForNextTry();
  }

  async function explain(thrown: unknown): Promise<void> {
    const { kind, message } = asApiError(thrown);
    if (kind === 'session-ended') return endSession();
    failures += 1;
    view.cover('disconnected', texts.console.failed(sentence(message)));
    await waitForNextTry();
  }

  function waitForNextTry(): Promise<void> {
    return pause.wait(waitsMs[Math.min(failures, waitsMs.length - 1)] ?? askAgainMs);
  }

  function coverStopped(session: Session, guest: Guest): void {
    if (view.curtain.querySelector('button.start') !== null && !view.curtain.hidden) return;
    const start = element('button', { type: 'button', className: 'primary start', textContent: texts.start });
    const problem = element('p', { className: 'error', role: 'alert', hidden: true });
    start.addEventListener('click', async () => {
      start.disabled = true;
      try {
        await callNano('POST', `/instances/${path}`, { session: session.id, body: {} });
        pause.cut();
      } catch (thrown) {
        problem.textContent = texts.actionFailed(guest.name, asApiError(thrown).message);
        problem.hidden = false;
        start.disabled = false;
      }
    });
    view.cover('waiting', texts.console.stopped, start, problem);
  }
}

/** As it stands before another sentence. */
function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
