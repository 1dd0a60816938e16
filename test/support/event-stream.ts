/** A reader of `GET /cellar/v1/events` that keeps what it is told. */
import { readEventStream, type StreamMessage } from '../../control-plane/src/cli/read-event-stream.ts';
import type { Json, NanoClient } from './nano-client.ts';
import { poll } from './poll.ts';

export class EventReader implements AsyncDisposable {
  readonly messages: StreamMessage[] = [];
  readonly #abort: AbortController;
  readonly #done: Promise<void>;
  ended = false;

  /** Returns once the stream is open. @param query with its question mark. */
  static async open(client: NanoClient, query = '', after?: string): Promise<EventReader> {
    const abort = new AbortController();
    const answer = await fetch(`${client.origin}/cellar/v1/events${query}`, {
      headers: { 'Nano-Session': client.session, ...(after !== undefined && { 'Last-Event-ID': after }) },
      signal: abort.signal,
    });
    if (answer.status !== 200 || answer.body === null) throw new Error(await answer.text());
    const reader = new EventReader(abort, answer.body);
    await reader.until(({ event }) => event === 'ready');
    return reader;
  }

  private constructor(abort: AbortController, body: AsyncIterable<Uint8Array>) {
    this.#abort = abort;
    this.#done = this.#read(body);
  }

  async #read(body: AsyncIterable<Uint8Array>): Promise<void> {
    try {
      for await (const message of readEventStream(body)) this.messages.push(message);
    } catch (error) {
      if (!this.#abort.signal.aborted) throw error;
    } finally {
      this.ended = true;
    }
  }

  /** The data of what came that is neither `ready` nor `end`. */
  get events(): Json[] {
    return this.messages
      .filter(({ event }) => !['ready', 'gap', 'end'].includes(event))
      .map(({ data }) => data);
  }

  async until(matches: (message: StreamMessage) => boolean): Promise<Json> {
    await poll('the stream tells it', async () => this.messages.some(matches));
    return this.messages.find(matches)?.data;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#abort.abort();
    await this.#done;
  }
}
