import { element, labelled } from './dom.ts';
import { askByForm } from './form.ts';
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
  const fields = [labelled(texts.user, user), labelled(texts.password, password)];
  return askByForm(target, { title, notice, fields, submit: texts.logIn }, () =>
    logIn(user.value, password.value),
  );
}
