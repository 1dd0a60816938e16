/** The pages `/console/guest/{guest}` and `/console/{channel}`. */
import { showChannel } from './console/channel-console.ts';
import { showGuestScreen } from './console/guest-console.ts';
import { createConsoleView } from './console/view.ts';

const [, , first = '', second] = location.pathname.split('/').map(decodeURIComponent);
const view = createConsoleView();
document.body.replaceChildren(view.node);
if (first === 'guest' && second !== undefined && second !== '') await showGuestScreen(view, second);
else await showChannel(view, first, takePassword());

/** The password that came behind the `#` of the link, which no server sees; it is taken out of the address at once. */
function takePassword(): string {
  const password = new URLSearchParams(location.hash.slice(1)).get('password') ?? '';
  history.replaceState(null, '', location.pathname);
  return password;
}
