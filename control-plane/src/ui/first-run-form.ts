import { menus } from '../domain/rights.ts';
import { element, labelled } from './dom.ts';
import { askByForm } from './form.ts';
import { ApiError, callNano } from './nano-api.ts';
import { logIn, type Session } from './session.ts';
import { texts } from './texts.ts';

/** Makes the first administrator and logs him in. */
export function askFirstRun(target: HTMLElement): Promise<Session> {
  const user = element('input', {
    name: 'user',
    value: 'admin',
    autocomplete: 'username',
    pattern: '[0-9A-Za-z_.\\-]+',
    required: true,
  });
  const password = newPasswordField('password');
  const again = newPasswordField('again');
  const fields = [
    labelled(texts.user, user),
    labelled(texts.password, password, texts.passwordRules),
    labelled(texts.passwordAgain, again),
  ];
  const options = {
    title: texts.firstRun,
    notice: texts.firstRunHint,
    fields,
    submit: texts.createAdministrator,
  };
  return askByForm(target, options, async () => {
    if (password.value !== again.value) throw new ApiError('refused', texts.passwordsDiffer);
    await callNano('POST', '/system/', {
      body: { user: user.value, password: password.value, menu: menus },
    });
    return logIn(user.value, password.value);
  });
}

function newPasswordField(name: string): HTMLInputElement {
  return element('input', { name, type: 'password', autocomplete: 'new-password', required: true });
}
