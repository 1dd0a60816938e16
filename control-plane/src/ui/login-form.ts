import { element, labelled } from './dom.ts';
import { askByForm } from './form.ts';
import { asApiError } from './nano-api.ts';
import { logIn, type Session } from './session.ts';
import { texts } from './texts.ts';

/** Asks until a login succeeds. */
export function askLogin(target: HTMLElement, notice: string, title: string = texts.logIn): Promise<Session> {
  const user = element('input', { name: 'user', autocomplete: 'username', required: true });
  user.autocapitalize = 'off';
  user.spellcheck = false;
  const password = element('input', {
    name: 'password',
    type: 'password',
    autocomplete: 'current-password',
    required: true,
  });
  const code = element('input', { name: 'code', autocomplete: 'one-time-code' });
  code.spellcheck = false;
  const codeField = labelled(texts.code, code, texts.codeHint);
  codeField.hidden = true;
  const fields = [labelled(texts.user, user), labelled(texts.password, password), codeField];
  return askByForm(target, { title, notice, fields, submit: texts.logIn }, async () => {
    try {
      return await logIn(user.value, password.value, code.value.trim());
    } catch (error) {
      // Only who knows the password is told that a code is missing.
      if (/^a code of the second factor is required/.test(asApiError(error).message)) {
        codeField.hidden = false;
        setTimeout(() => code.focus());
      }
      throw error;
    }
  });
}
