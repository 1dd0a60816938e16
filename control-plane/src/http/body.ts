import { DomainError } from '../../../proto/src/errors.ts';
import type { Request } from './environment.ts';

/** No request of the JSON APIs is larger; files take another way. */
export const bodyLimitBytes = 1024 * 1024;
/** A JSON body arrives within this time or not at all. */
const bodyTimeoutMs = 30_000;
const depthLimit = 32;

/**
 * The JSON object of the body, whatever its content type says; an empty body and `null` are an empty object.
 * @throws DomainError `invalid`, `timeout`, `cancelled`.
 */
export async function readJsonObject(
  c: Request,
  timeoutMs = bodyTimeoutMs,
): Promise<Record<string, unknown>> {
  const text = (await readText(c, timeoutMs)).trim();
  if (text === '') return {};
  const value = parse(text);
  if (value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw bad('the body must be a JSON object');
  if (!isShallow(value, depthLimit)) throw bad(`the body is nested deeper than ${depthLimit} levels`);
  return value as Record<string, unknown>;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    // V8 quotes what is around the mistake, which may be a password: neither the answer nor the log may repeat it.
    const detail =
      cause instanceof SyntaxError ? cause.message.replace(/, (\.\.\.)?".*is not valid JSON$/s, '') : '';
    throw bad(`the body is not valid JSON: ${detail.slice(0, 100)}`);
  }
}

function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((child) => isShallow(child, levels - 1));
}

async function readText(c: Request, timeoutMs: number): Promise<string> {
  const declared = Number(c.req.header('content-length') ?? Number.NaN);
  if (declared === 0) return '';
  if (declared > bodyLimitBytes) throw leaving(c, tooLarge());
  const { promise: expired, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(late(timeoutMs)), timeoutMs);
  try {
    return await Promise.race([Number.isNaN(declared) ? readChunks(c) : c.req.text(), expired]);
  } catch (error) {
    if (error instanceof DomainError) throw leaving(c, error);
    throw new DomainError('cancelled', 'the request broke off before its body was complete', {
      reason: 'request_aborted',
      cause: error,
    });
  } finally {
    clearTimeout(timer);
  }
}

/** A body of unknown length. */
async function readChunks(c: Request): Promise<string> {
  const body = c.req.method === 'GET' ? null : c.req.raw.body;
  if (body === null) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > bodyLimitBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** What is left of the body is not waited for: the connection ends with the answer. */
function leaving(c: Request, error: DomainError): DomainError {
  c.header('Connection', 'close');
  return error;
}

function bad(message: string): DomainError {
  return new DomainError('invalid', message, { reason: 'bad_request' });
}

function tooLarge(): DomainError {
  return new DomainError('invalid', `the body exceeds ${bodyLimitBytes} bytes`, { reason: 'body_too_large' });
}

function late(timeoutMs: number): DomainError {
  return new DomainError('timeout', `the body did not arrive within ${timeoutMs / 1000} seconds`, {
    reason: 'request_timeout',
  });
}
