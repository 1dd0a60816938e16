import { element } from '../dom.ts';
import { texts } from '../texts.ts';

export interface ToolbarActions {
  sendCtrlAltDel(): void;
  fullScreen(): void;
  fit(scaled: boolean): void;
  reconnect(): void;
}

export interface Toolbar {
  readonly node: HTMLElement;
  readonly scaled: boolean;
  /** Which buttons make sense: those for the screen need one, a channel works only once. */
  enable(parts: { screen: boolean; reconnect: boolean }): void;
}

const scaleKey = 'cellar-console-scale';

export function createToolbar(actions: ToolbarActions): Toolbar {
  let scaled = sessionStorage.getItem(scaleKey) !== 'real';
  const keys = button(texts.console.keys, actions.sendCtrlAltDel);
  keys.title = texts.console.keysHint;
  const scale = button(texts.console.scale, () => {
    scaled = !scaled;
    sessionStorage.setItem(scaleKey, scaled ? 'fit' : 'real');
    scale.ariaPressed = String(scaled);
    actions.fit(scaled);
  });
  scale.ariaPressed = String(scaled);
  const fullScreen = button(texts.console.fullScreen, actions.fullScreen);
  const reconnect = button(texts.console.reconnect, actions.reconnect);
  const node = element('div', { className: 'tools', role: 'toolbar', ariaLabel: texts.console.toolbar });
  node.append(keys, scale, fullScreen, reconnect);
  return {
    node,
    get scaled() {
      return scaled;
    },
    enable(parts) {
      keys.disabled = !parts.screen;
      reconnect.disabled = !parts.reconnect;
    },
  };
}

function button(text: string, onClick: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', textContent: text });
  made.addEventListener('click', onClick);
  return made;
}
