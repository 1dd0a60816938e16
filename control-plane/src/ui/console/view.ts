import { element, setText } from '../dom.ts';
import { texts } from '../texts.ts';
import { brand } from '../top-bar.ts';
import { toggleFullScreen } from './full-screen.ts';
import { type OpenScreen, openScreen, type ScreenEnd, type ScreenOptions } from './screen.ts';
import { createToolbar } from './toolbar.ts';

type ConnectionState = keyof typeof texts.console.states;

export interface ConsoleView {
  readonly node: HTMLElement;
  /** Where forms are shown while there is no screen. */
  readonly curtain: HTMLElement;
  setTitle(title: string): void;
  /** Covers the screen with a message. */
  cover(state: ConnectionState, message: string, ...more: HTMLElement[]): void;
  /** Shows the screen until it ends; the curtain opens when it is there. */
  show(options: Pick<ScreenOptions, 'channelId' | 'password'>): Promise<ScreenEnd>;
  closeScreen(): void;
  /** Called by the button; null takes it away. */
  onReconnect: (() => void) | null;
}

export function createConsoleView(): ConsoleView {
  let screen: OpenScreen | null = null;
  const toolbar = createToolbar({
    sendCtrlAltDel: () => onScreen((open) => open.sendCtrlAltDel()),
    fullScreen: () => void toggleFullScreen(stage).then(() => onScreen(() => undefined)),
    fit: (scaled) => onScreen((open) => open.fit(scaled)),
    reconnect: () => view.onReconnect?.(),
  });
  const title = element('h1', { textContent: texts.console.screen });
  const state = element('span', { className: 'state', role: 'status' });
  const curtain = element('div', { className: 'curtain' });
  const canvas = element('div', { className: 'canvas' });
  const stage = element('main', { className: 'stage' }, canvas, curtain);
  const node = element(
    'div',
    { className: 'console' },
    element('header', { className: 'bar' }, brand(), title, state, toolbar.node),
    stage,
  );

  /** Keys go to the guest again after a button was pressed. */
  function onScreen(action: (open: OpenScreen) => void): void {
    if (screen === null) return;
    action(screen);
    screen.focus();
  }

  function setState(next: ConnectionState): void {
    setText(state, texts.console.states[next]);
    state.dataset.state = next;
    toolbar.enable({ screen: next === 'connected', reconnect: view.onReconnect !== null });
  }

  const view: ConsoleView = {
    node,
    curtain,
    onReconnect: null,
    setTitle(text) {
      setText(title, text);
      document.title = texts.console.title(text);
    },
    cover(next, message, ...more) {
      setState(next);
      const shown = curtain.querySelector(':scope > p');
      if (more.length === 0 && shown !== null && curtain.children.length === 1) setText(shown, message);
      else curtain.replaceChildren(element('p', { textContent: message }), ...more);
      curtain.hidden = false;
    },
    async show(options) {
      view.cover('connecting', texts.console.connecting);
      const open = openScreen(canvas, {
        ...options,
        scaled: toolbar.scaled,
        onConnect() {
          curtain.hidden = true;
          setState('connected');
          open.focus();
        },
      });
      screen = open;
      const end = await open.ended;
      screen = null;
      return end;
    },
    closeScreen: () => screen?.close(),
  };
  return view;
}
