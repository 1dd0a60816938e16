import type { Logger } from 'pino';

const timeoutMs = 10_000;

/** Posts the event as JSON; whoever does not answer is not asked again. */
export async function callWebhook(url: string, event: unknown, log: Logger): Promise<void> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(event),
      signal: AbortSignal.timeout(timeoutMs),
    });
    await answer.body?.cancel();
    if (!answer.ok) log.warn({ status: answer.status }, 'the webhook refused a notification');
  } catch (error) {
    log.warn({ err: error }, 'the webhook could not be reached');
  }
}
