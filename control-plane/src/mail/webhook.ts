import { createHmac } from 'node:crypto';
import { lookup } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { Logger } from 'pino';

export interface WebhookSettings {
  readonly url: string;
  /** Base64 behind `whsec_`; null: calls are not signed. */
  readonly secret: string | null;
  /** Whether it may be on this machine or in a private network. */
  readonly isPrivate: boolean;
}

const timeoutMs = 10_000;
const privateRanges = ['loopback', 'private', 'uniqueLocal', 'carrierGradeNat'];

/**
 * Posts events as JSON, with the headers of Standard Webhooks: `webhook-id`, the same at each attempt,
 * `webhook-timestamp`, and `webhook-signature` over both and the body. Redirects are not followed, answers not read, and
 * the address is judged when it is connected to, so that no name leads to where the control plane alone may go.
 */
export function createWebhook(
  { url, secret, isPrivate }: WebhookSettings,
  log: Logger,
): (id: string, event: unknown) => Promise<void> {
  const target = new URL(url);
  const host = target.hostname.replace(/^\[|\]$/g, '');
  const connect = allowedLookup(isPrivate);
  return async (id, event) => {
    try {
      if (isIP(host) !== 0 && !isAllowed(host, isPrivate)) throw refused(host);
      const body = JSON.stringify(event);
      await post(target, body, { ...headersOf(id, body, secret, Date.now()) }, connect);
    } catch (error) {
      log.warn({ err: error, delivery: id }, 'the webhook could not be called');
      throw error;
    }
  };
}

/** @param nowMs of the call: old ones are refused by who checks them. */
export function headersOf(
  id: string,
  body: string,
  secret: string | null,
  nowMs: number,
): Record<string, string> {
  const timestamp = String(Math.floor(nowMs / 1000));
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
  };
  if (secret === null) return headers;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { ...headers, 'webhook-signature': `v1,${signature}` };
}

/** Never what is of the link, multicast or reserved: there the metadata of clouds is. */
export function isAllowed(address: string, isPrivate: boolean): boolean {
  const range = ipaddr.process(address).range();
  return range === 'unicast' || (isPrivate && privateRanges.includes(range));
}

function allowedLookup(isPrivate: boolean): LookupFunction {
  return (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, []);
      const allowed = found.filter(({ address }) => isAllowed(address, isPrivate));
      const [first] = allowed;
      if (first === undefined) return done(refused(host), []);
      return options.all ? done(null, allowed) : done(null, first.address, first.family);
    });
  };
}

function refused(host: string): Error {
  return new Error(`the webhook is at ${host}, where calls may not go: see adjutant.webhook_private`);
}

function post(
  target: URL,
  body: string,
  headers: Record<string, string>,
  connect: LookupFunction,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const { request } = target.protocol === 'https:' ? https : http;
    const length = { 'content-length': String(Buffer.byteLength(body)) };
    const options = {
      method: 'POST',
      headers: { ...headers, ...length },
      lookup: connect,
      agent: false,
      signal: AbortSignal.timeout(timeoutMs),
    };
    const call = request(target, options, (answer) => {
      const { statusCode = 0 } = answer;
      answer.destroy();
      if (statusCode >= 200 && statusCode < 300) resolve();
      else reject(new Error(`the webhook answered ${statusCode}`));
    });
    call.on('error', reject);
    call.end(body);
  });
}
