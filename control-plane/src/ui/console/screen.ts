/*! Contains noVNC, Copyright The noVNC authors, MPL 2.0: https://github.com/novnc/noVNC */
import RFB from '@novnc/novnc';

/** How a screen ended: `refused`: the password was wrong; `failed`: it was never shown; `broken`: it was. */
export type ScreenEnd = 'refused' | 'failed' | 'broken';

export interface OpenScreen {
  readonly ended: Promise<ScreenEnd>;
  focus(): void;
  sendCtrlAltDel(): void;
  /** Whether the picture is scaled to the window; else it keeps its size, with scroll bars. */
  fit(scaled: boolean): void;
  close(): void;
}

export interface ScreenOptions {
  readonly channelId: string;
  readonly password: string;
  readonly scaled: boolean;
  onConnect(): void;
}

/** Takes the channel and shows the guest's screen in `target`. */
export function openScreen(target: HTMLElement, options: ScreenOptions): OpenScreen {
  const url = new URL(`/api/v1/monitor_channels/${encodeURIComponent(options.channelId)}`, location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const rfb = new RFB(target, url.href, { credentials: { password: options.password } });
  rfb.background = 'transparent';
  rfb.scaleViewport = options.scaled;
  const { promise: ended, resolve } = Promise.withResolvers<ScreenEnd>();
  let end: ScreenEnd = 'failed';
  rfb.addEventListener('connect', () => {
    end = 'broken';
    options.onConnect();
  });
  rfb.addEventListener('securityfailure', () => {
    end = 'refused';
  });
  rfb.addEventListener('disconnect', () => resolve(end));
  return {
    ended,
    focus: () => rfb.focus({ preventScroll: true }),
    sendCtrlAltDel: () => rfb.sendCtrlAltDel(),
    fit: (scaled) => {
      rfb.scaleViewport = scaled;
    },
    close: () => rfb.disconnect(),
  };
}
