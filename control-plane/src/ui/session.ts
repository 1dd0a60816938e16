/**
 * The session of this tab. It is kept in `sessionStorage`: gone with the tab, copied by the browser into the tabs that
 * this one opens, and in no URL, cookie or page.
 */
import { ApiError, callNano } from './nano-api.ts';

export interface Session {
  readonly id: string;
  readonly user: string;
  readonly group: string;
  readonly timeoutS: number;
}

const key = 'cellar-session';
const logOuts = new BroadcastChannel('cellar-log-out');

export function recallSession(): Session | null {
  const text = sessionStorage.getItem(key);
  return text === null ? null : (JSON.parse(text) as Session);
}

/** Forgets it in this tab. */
export function forgetSession(): void {
  sessionStorage.removeItem(key);
}

/** Forgets it in every tab that has it. The API has no way to end it earlier than its time-out does. */
export function logOut(session: Session): void {
  forgetSession();
  logOuts.postMessage(session.id);
}

/** Calls back when another tab logs the session of this one out. */
export function onLogOut(callback: () => void): { stop(): void } {
  const hear = ({ data }: MessageEvent<unknown>) => {
    if (data !== recallSession()?.id) return;
    forgetSession();
    callback();
  };
  logOuts.addEventListener('message', hear);
  return { stop: () => logOuts.removeEventListener('message', hear) };
}

/** @throws ApiError */
export async function logIn(user: string, password: string, code = ''): Promise<Session> {
  const reply = await callNano<{ session: string; group: string; timeout: number }>('POST', '/sessions/', {
    body: { user, password, nonce: '', ...(code !== '' && { otp: code }) },
  });
  const session = { id: reply.session, user, group: reply.group, timeoutS: reply.timeout };
  sessionStorage.setItem(key, JSON.stringify(session));
  return session;
}

const retryMs = 5_000;

/** Renews the session at two thirds of its time-out until stopped; `onEnd` is called once if it has ended. */
export function keepAlive(session: Session, onEnd: () => void): { stop(): void } {
  const periodMs = (session.timeoutS * 1000 * 2) / 3;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout>;
  const renew = async () => {
    try {
      await callNano('PUT', `/sessions/${session.id}`, { session: session.id });
      again(periodMs);
    } catch (error) {
      if (error instanceof ApiError && error.kind === 'session-ended') end();
      else again(Math.min(retryMs, periodMs));
    }
  };
  const again = (delayMs: number) => {
    if (!stopped) timer = setTimeout(() => void renew(), delayMs);
  };
  const end = () => {
    if (stopped) return;
    stopped = true;
    onEnd();
  };
  // A reloaded page does not know when it was renewed last.
  void renew();
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
