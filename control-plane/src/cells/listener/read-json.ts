import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { DomainError } from '../../../../proto/src/errors.ts';

const maxBodyBytes = 64 * 1024;
const bodyTimeoutMs = 30_000;

/** @throws DomainError `invalid` with reason `body_too_large` or `bad_body`. */
export async function readJson<Schema extends z.ZodType>(
  request: IncomingMessage,
  schema: Schema,
): Promise<z.output<Schema>> {
  const parsed = schema.safeParse(parse(await readBody(request)));
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
  throw new DomainError('invalid', `bad request: ${fields.join('; ')}`, { reason: 'bad_body' });
}

async function readBody(request: IncomingMessage): Promise<string> {
  const timer = setTimeout(() => request.destroy(), bodyTimeoutMs);
  try {
    return await gather(request);
  } finally {
    clearTimeout(timer);
  }
}

async function gather(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBodyBytes) {
      throw new DomainError('invalid', `the body is longer than ${maxBodyBytes} bytes`, {
        reason: 'body_too_large',
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
