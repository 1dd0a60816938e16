import { element, labelled } from '../dom.ts';
import { askByForm } from '../form.ts';
import { texts } from '../texts.ts';
import type { ScreenEnd } from './screen.ts';
import type { ConsoleView } from './view.ts';

const endings: Record<ScreenEnd, string> = {
  refused: texts.console.channelRefused,
  failed: texts.console.channelFailed,
  broken: texts.console.channelEnded,
};

/** A screen by its channel: one connection, made only when its password is known. */
export async function showChannel(view: ConsoleView, channelId: string, given: string): Promise<void> {
  view.cover('waiting', '');
  const password = given === '' ? await askPassword(view) : given;
  const end = await view.show({ channelId, password });
  const link = element('a', { className: 'button', href: '/ui/', textContent: texts.console.allGuests });
  view.cover('disconnected', endings[end], link);
}

function askPassword(view: ConsoleView): Promise<string> {
  const password = element('input', {
    name: 'password',
    type: 'password',
    autocomplete: 'off',
    required: true,
  });
  const options = {
    title: texts.console.channelTitle,
    notice: texts.console.channelHint,
    fields: [labelled(texts.password, password)],
    submit: texts.console.connect,
  };
  return askByForm(view.curtain, options, async () => password.value);
}
