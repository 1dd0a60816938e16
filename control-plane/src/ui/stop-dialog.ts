import { element } from './dom.ts';
import { texts } from './texts.ts';

export type StopChoice = 'shut-down' | 'power-off' | null;

/** Asks how to stop the guest; null: not at all. */
export function askHowToStop(guestName: string): Promise<StopChoice> {
  const { promise, resolve } = Promise.withResolvers<StopChoice>();
  const choice = (value: string, text: string, className = '') =>
    element('button', { value, textContent: text, className });
  const title = element('h2', { id: 'stop-title', textContent: texts.stopTitle(guestName) });
  const dialog = element(
    'dialog',
    { className: 'card' },
    title,
    element('p', { textContent: texts.stopHint }),
    element(
      'form',
      { method: 'dialog', className: 'choices' },
      choice('cancel', texts.cancel),
      choice('power-off', texts.powerOff, 'danger'),
      choice('shut-down', texts.shutDown, 'primary'),
    ),
  );
  dialog.setAttribute('aria-labelledby', title.id);
  dialog.addEventListener('close', () => {
    dialog.remove();
    const { returnValue } = dialog;
    resolve(returnValue === 'shut-down' || returnValue === 'power-off' ? returnValue : null);
  });
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector<HTMLButtonElement>('.primary')?.focus();
  return promise;
}
