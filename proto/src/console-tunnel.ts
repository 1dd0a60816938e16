/**
 * The head of a tunnel: mTLS to the agent's console port, one JSON line from who opens it, one from the agent
 * (`{"ok":true}` or `{"error":{…}}`), then raw bytes both ways. The control plane opens a guest's screen with
 * `{"guestId":"…"}`, the agent of another cell a channel for a guest that it sends with `{"arrival":{…}}`.
 * A tunnel costs less than a gRPC stream: `test/bench/console-transport.ts` measures both.
 */
import { z } from 'zod';
import { DomainError, errorCodes } from './errors.ts';

/** Neither line is longer than this, newline included. */
export const tunnelLineBytes = 1024;
/** Each side waits this long for the other's line. */
export const tunnelHeadTimeoutMs = 5_000;

const header = z.strictObject({ guestId: z.uuid() });
const arrivalHeader = z.strictObject({
  arrival: z.strictObject({
    operationId: z.string().max(64),
    guestId: z.uuid(),
    ticket: z.string().max(128),
    channel: z.string().max(64),
  }),
});

/** A guest that another cell's agent sends, and which of its streams this is. */
export type ArrivalHeader = z.output<typeof arrivalHeader>['arrival'];
export type TunnelHeader = { readonly guestId: string } | { readonly arrival: ArrivalHeader };
const answer = z.union([
  z.strictObject({ ok: z.literal(true) }),
  z.strictObject({
    error: z.object({ code: z.enum(errorCodes), reason: z.string().optional(), message: z.string() }),
  }),
]);

export function encodeTunnelHeader(guestId: string): string {
  return `${JSON.stringify({ guestId })}\n`;
}

export function encodeArrivalHeader(arrival: ArrivalHeader): string {
  return `${JSON.stringify({ arrival })}\n`;
}

/** @throws DomainError `invalid` with reason `bad_tunnel_header`. */
export function decodeTunnelHeader(line: string): TunnelHeader {
  const parsed = z.union([header, arrivalHeader]).safeParse(parseJson(line));
  if (parsed.success) return parsed.data;
  throw new DomainError('invalid', 'the first line of a console tunnel names no guest', {
    reason: 'bad_tunnel_header',
  });
}

/** The agent's line: null when the guest's screen is open. */
export function encodeTunnelAnswer(error: DomainError | null): string {
  if (error === null) return `${JSON.stringify({ ok: true })}\n`;
  const { code, reason, message } = error;
  const line = (length: number) =>
    `${JSON.stringify({ error: { code, reason, message: message.slice(0, length) } })}\n`;
  return [600, 300, 120].map(line).find((text) => Buffer.byteLength(text) <= tunnelLineBytes) ?? line(0);
}

/**
 * Returns when the agent's line says that the screen is open.
 * @throws DomainError that the agent sent; `invalid` with reason `protocol` for anything else.
 */
export function decodeTunnelAnswer(line: string): void {
  const parsed = answer.safeParse(parseJson(line));
  if (!parsed.success)
    throw new DomainError('invalid', 'the cell answered no console tunnel', { reason: 'protocol' });
  if ('ok' in parsed.data) return;
  const { code, reason, message } = parsed.data.error;
  throw new DomainError(code, message, { reason });
}

/** Splits the first line off the bytes received so far: undefined while it is incomplete. */
export function takeTunnelLine(received: Buffer): { line: string; rest: Buffer } | undefined {
  const end = received.subarray(0, tunnelLineBytes).indexOf(0x0a);
  if (end >= 0) return { line: received.toString('utf8', 0, end), rest: received.subarray(end + 1) };
  if (received.length < tunnelLineBytes) return undefined;
  throw new DomainError('invalid', `the first line of a console tunnel exceeds ${tunnelLineBytes} bytes`, {
    reason: 'bad_tunnel_header',
  });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
