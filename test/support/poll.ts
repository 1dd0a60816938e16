import { setTimeout as delay } from 'node:timers/promises';

/** Waits until the condition holds, asking every `everyMs`; throws after `timeoutMs` with what was waited for. */
export async function poll(
  what: string,
  condition: () => boolean | Promise<boolean>,
  timeoutMs = 60_000,
  everyMs = 20,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`not within ${timeoutMs} ms: ${what}`);
    await delay(everyMs);
  }
}
