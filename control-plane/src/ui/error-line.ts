import { element, setText } from './dom.ts';
import { texts } from './texts.ts';

type Origin = 'action' | 'refresh';

/**
 * One line for what failed last. What a person asked for comes first: a refresh that fails too does not take its place,
 * and one that works again takes its own error away only.
 */
export function createErrorLine() {
  let shown: Origin | null = null;
  const text = element('span');
  const dismiss = element('button', { type: 'button', className: 'plain', textContent: texts.dismiss });
  const node = element('p', { className: 'error', role: 'alert', hidden: true }, text, dismiss);
  const hide = () => {
    node.hidden = true;
    shown = null;
  };
  dismiss.addEventListener('click', hide);
  return {
    node,
    show(origin: Origin, message: string) {
      if (origin === 'refresh' && shown === 'action') return;
      shown = origin;
      setText(text, message);
      node.hidden = false;
    },
    clear(origin: Origin) {
      if (shown === origin) hide();
    },
  };
}
