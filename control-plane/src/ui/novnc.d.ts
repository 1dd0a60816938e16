/** The part of noVNC that the console uses; see docs/API.md of the package. */
declare module '@novnc/novnc' {
  interface RfbOptions {
    readonly shared?: boolean;
    readonly credentials?: { readonly password?: string };
  }

  export default class RFB extends EventTarget {
    constructor(target: HTMLElement, url: string, options?: RfbOptions);
    background: string;
    scaleViewport: boolean;
    sendCtrlAltDel(): void;
    focus(options?: FocusOptions): void;
    disconnect(): void;
  }
}
