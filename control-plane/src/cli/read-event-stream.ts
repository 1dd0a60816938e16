/** Reads `text/event-stream` as the control plane writes it: each field on one line. */

export interface StreamMessage {
  readonly event: string;
  readonly id: string | null;
  /** Parsed JSON. */
  readonly data: unknown;
}

/** The messages of the body, without comments. */
export async function* readEventStream(body: AsyncIterable<Uint8Array>): AsyncGenerator<StreamMessage> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    rest += decoder.decode(chunk, { stream: true });
    const blocks = rest.split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = new Map(
        block.split('\n').map((line) => {
          const colon = line.indexOf(': ');
          return [line.slice(0, colon), line.slice(colon + 2)];
        }),
      );
      const data = fields.get('data');
      if (data === undefined) continue;
      yield { event: fields.get('event') ?? 'message', id: fields.get('id') ?? null, data: JSON.parse(data) };
    }
  }
}
