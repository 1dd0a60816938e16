/** Answers that never end by themselves. */
import { DomainError } from '../../../proto/src/errors.ts';
import type { Request } from './environment.ts';

const most = { ofOneUser: 20, ofAll: 1_000 };

/** How many streams are open, and whose. */
export class OpenStreams {
  readonly #byUser = new Map<string, number>();
  #all = 0;

  /** Returns what gives the place back. @throws DomainError `quota_exceeded`. */
  take(userId: string): () => void {
    const own = this.#byUser.get(userId) ?? 0;
    if (own >= most.ofOneUser || this.#all >= most.ofAll) {
      const message = `too many event streams are open: at most ${most.ofOneUser} of a user, ${most.ofAll} in all`;
      throw new DomainError('quota_exceeded', message, { reason: 'too_many_streams' });
    }
    this.#byUser.set(userId, own + 1);
    this.#all += 1;
    let given = true;
    return () => {
      if (!given) return;
      given = false;
      this.#all -= 1;
      const left = (this.#byUser.get(userId) ?? 1) - 1;
      if (left > 0) this.#byUser.set(userId, left);
      else this.#byUser.delete(userId);
    };
  }
}

/**
 * Sends what the source yields, asking for more only when the client has taken what came before; so nothing piles up.
 * @param onClosed called once, however the stream ends.
 */
export function sendStream(
  c: Request,
  onClosed: () => void,
  source: (signal: AbortSignal) => AsyncGenerator<string, void, void>,
): Response {
  const gone = new AbortController();
  const { signal } = c.req.raw;
  const leave = () => gone.abort();
  if (signal.aborted) leave();
  signal.addEventListener('abort', leave, { once: true });
  const texts = source(gone.signal);
  const encoder = new TextEncoder();
  const end = () => {
    signal.removeEventListener('abort', leave);
    onClosed();
  };
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const next = await texts.next();
          if (!next.done) return controller.enqueue(encoder.encode(next.value));
          controller.close();
        } catch (error) {
          controller.error(error);
        }
        end();
      },
      cancel() {
        leave();
        end();
      },
    },
    { highWaterMark: 0 },
  );
  return c.body(body, 200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    // It serves no other request: when the stream ends, so does the connection.
    Connection: 'close',
    // Proxies of nginx's kind hand on at once.
    'X-Accel-Buffering': 'no',
  });
}
