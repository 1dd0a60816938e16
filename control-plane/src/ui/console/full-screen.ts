/** Where the browser can, even Escape goes to the guest then; holding it down leaves the full screen. */
interface LockableKeyboard {
  lock(keyCodes?: readonly string[]): Promise<void>;
}

export async function toggleFullScreen(stage: HTMLElement): Promise<void> {
  if (document.fullscreenElement !== null) return document.exitFullscreen();
  try {
    await stage.requestFullscreen({ navigationUI: 'hide' });
    const { keyboard } = navigator as { keyboard?: LockableKeyboard };
    await keyboard?.lock();
  } catch {
    // The browser or its owner does not allow it: the page stays as it is.
  }
}
