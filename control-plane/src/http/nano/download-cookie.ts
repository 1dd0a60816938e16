/**
 * The portal downloads a disk image by plain navigation, which carries no session header. So whoever lists or reads
 * disk images with a session gets the cookie `cellar_download`: his session id, sealed (AES-256-GCM) with a key that lives
 * as long as this process, good for five minutes (the portal lists every five seconds) and only while the session is.
 * Scripts of a page can not read it (HttpOnly), pages of other sites can not send it (SameSite=Strict), and nothing
 * but the download of a disk image takes it.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { getCookie, setCookie } from 'hono/cookie';
import type { Request } from '../environment.ts';

const cookieName = 'cellar_download';
const lifetimeMs = 5 * 60_000;
const ivBytes = 12;
const tagBytes = 16;

export class DownloadCookie {
  readonly #key = randomBytes(32);

  /** Gives the caller the cookie, or a fresh one once half of its time is over. */
  renew(c: Request, nowMs: number): void {
    const sessionId = c.req.header('nano-session');
    if (sessionId === undefined || sessionId === '') return;
    const known = this.#unseal(getCookie(c, cookieName));
    if (known?.sessionId === sessionId && known.expiresAtMs > nowMs + lifetimeMs / 2) return;
    setCookie(c, cookieName, this.#seal({ sessionId, expiresAtMs: nowMs + lifetimeMs }), {
      path: '/api/v1/',
      httpOnly: true,
      sameSite: 'Strict',
      secure: new URL(c.req.url).protocol === 'https:',
      maxAge: lifetimeMs / 1000,
    });
  }

  /** The session that the request's cookie stands for; empty if there is none, or its time is over. */
  sessionOf(c: Request, nowMs: number): string {
    const known = this.#unseal(getCookie(c, cookieName));
    return known !== undefined && known.expiresAtMs > nowMs ? known.sessionId : '';
  }

  #seal(content: Sealed): string {
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv('aes-256-gcm', this.#key, iv);
    const sealed = Buffer.concat([cipher.update(JSON.stringify(content), 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  #unseal(cookie: string | undefined): Sealed | undefined {
    const bytes = Buffer.from(cookie ?? '', 'base64url');
    if (bytes.length <= ivBytes + tagBytes) return undefined;
    const cipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, ivBytes), {
      authTagLength: tagBytes,
    });
    cipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
    try {
      const content = Buffer.concat([cipher.update(bytes.subarray(ivBytes + tagBytes)), cipher.final()]);
      return JSON.parse(content.toString('utf8')) as Sealed;
    } catch {
      // Of another process, or forged.
      return undefined;
    }
  }
}

interface Sealed {
  readonly sessionId: string;
  readonly expiresAtMs: number;
}
