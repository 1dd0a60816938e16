import { element, setText } from './dom.ts';
import { texts } from './texts.ts';

/** One line for what failed last; a refresh that works again takes its own error away only. */
export function createErrorLine() {
  let shown: string | null = null;
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
    show(origin: string, message: string) {
      shown = origin;
      setText(text, message);
      node.hidden = false;
    },
    clear(origin: string) {
      if (shown === origin) hide();
    },
  };
}
