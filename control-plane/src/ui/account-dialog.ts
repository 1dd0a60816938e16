/** What a user does about himself: his second factor. */
import { callCellar } from './cellar-api.ts';
import { element, labelled } from './dom.ts';
import { asApiError } from './nano-api.ts';
import { drawQrCode } from './qr-code.ts';
import type { Session } from './session.ts';
import { texts } from './texts.ts';

interface State {
  readonly second_factor: { readonly enabled: boolean; readonly recovery_codes_left: number };
}

/** Opens the dialog; it lives until it is closed. */
export async function openAccount(session: Session): Promise<void> {
  const body = element('div', { className: 'account' });
  const error = element('p', { className: 'error', role: 'alert', hidden: true });
  const close = element('button', { type: 'button', textContent: texts.account.close });
  const title = element('h2', { id: 'account-title', textContent: texts.account.title(session.user) });
  const dialog = element('dialog', { className: 'card' }, title, body, error, close);
  dialog.setAttribute('aria-labelledby', title.id);
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();

  const call = <T>(method: 'GET' | 'POST' | 'DELETE', path: string, request?: object) =>
    callCellar<T>(method, path, { session: session.id, ...(request && { body: request }) });

  async function attempt(work: () => Promise<void>): Promise<void> {
    error.hidden = true;
    try {
      await work();
    } catch (thrown) {
      error.textContent = asApiError(thrown).message;
      error.hidden = false;
    }
  }

  function button(text: string, work: () => Promise<void>, className = ''): HTMLButtonElement {
    const made = element('button', { type: 'button', textContent: text, className });
    made.addEventListener('click', () => void attempt(work));
    return made;
  }

  /** A field for a code; Enter sends it, too. */
  function codeForm(submit: string, work: (code: string) => Promise<void>): HTMLFormElement {
    const code = element('input', { name: 'code', autocomplete: 'one-time-code', required: true });
    code.spellcheck = false;
    const send = element('button', { type: 'submit', className: 'primary', textContent: submit });
    const form = element('form', {}, labelled(texts.account.code, code), send);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void attempt(() => work(code.value.trim()));
    });
    return form;
  }

  async function show(): Promise<void> {
    const { second_factor } = await call<State>('GET', '/second-factor');
    const { enabled, recovery_codes_left } = second_factor;
    const words = enabled ? texts.account.isOn(recovery_codes_left) : texts.account.isOff;
    body.replaceChildren(element('p', { textContent: words }));
    if (enabled) body.append(codeForm(texts.account.turnOff, turnOff));
    else body.append(button(texts.account.turnOn, enrol, 'primary'));
  }

  async function enrol(): Promise<void> {
    const { enrolment } = await call<{ enrolment: { secret: string; uri: string } }>(
      'POST',
      '/second-factor',
    );
    body.replaceChildren(
      element('p', { textContent: texts.account.scan }),
      drawQrCode(enrolment.uri, texts.account.picture),
      element('p', {}, texts.account.byHand, ' ', element('code', { textContent: enrolment.secret })),
      codeForm(texts.account.confirm, confirm),
    );
    body.querySelector('input')?.focus();
  }

  async function confirm(code: string): Promise<void> {
    const { recovery_codes } = await call<{ recovery_codes: string[] }>('POST', '/second-factor/confirm', {
      code,
    });
    const codes = recovery_codes.map((one) => element('li', {}, element('code', { textContent: one })));
    body.replaceChildren(
      element('p', { textContent: texts.account.recovery }),
      element('ul', { className: 'recovery-codes' }, ...codes),
      button(texts.account.kept, show, 'primary'),
    );
  }

  async function turnOff(code: string): Promise<void> {
    await call('DELETE', '/second-factor', { code });
    await show();
  }

  await attempt(show);
}
