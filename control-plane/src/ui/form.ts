import { element } from './dom.ts';
import { asApiError } from './nano-api.ts';

export interface FormOptions {
  readonly title: string;
  /** Shown above the fields. */
  readonly notice: string;
  readonly fields: readonly HTMLElement[];
  readonly submit: string;
}

/** Shows a form alone in `target` until `attempt` succeeds; its errors are shown and it may be tried again. */
export function askByForm<T>(
  target: HTMLElement,
  options: FormOptions,
  attempt: () => Promise<T>,
): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const error = element('p', { className: 'error', role: 'alert', hidden: true });
  const button = element('button', { type: 'submit', className: 'primary', textContent: options.submit });
  const notice = element('p', { className: 'notice', textContent: options.notice });
  notice.hidden = options.notice === '';
  const form = element(
    'form',
    { className: 'card', method: 'post' },
    element('h1', { textContent: options.title }),
    notice,
    ...options.fields,
    error,
    button,
  );
  const submit = async () => {
    button.disabled = true;
    error.hidden = true;
    try {
      resolve(await attempt());
    } catch (thrown) {
      error.textContent = asApiError(thrown).message;
      error.hidden = false;
      button.disabled = false;
      form.querySelector<HTMLInputElement>('input[type=password]')?.select();
    }
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit().catch(reject);
  });
  target.replaceChildren(form);
  form.querySelector('input')?.focus();
  return promise;
}
