/** The page where people answer what a mail asked them; it needs no scripts. */
import { Hono } from 'hono';
import { html } from 'hono/html';
import { DomainError, toDomainError } from '../../../../proto/src/errors.ts';
import { systemActor } from '../../domain/actor.ts';
import {
  type DescribedToken,
  describeTaskToken,
} from '../../use-cases/adjutant/tokens/describe-task-token.ts';
import { submitTaskToken } from '../../use-cases/adjutant/tokens/submit-task-token.ts';
import type { Ports } from '../../use-cases/ports/index.ts';
import type { HttpEnvironment, Request } from '../environment.ts';
import { openContext } from '../middleware/authenticate.ts';
import { languageOf, tokenWords, type Words } from './token-words.ts';

const formLimitBytes = 16_384;
const anonymous = { ...systemActor, userId: 'anonymous', userName: 'anonymous', via: 'adjutant' } as const;
const style = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0;background:Canvas;color:CanvasText}
main{max-width:26rem;margin:10vh auto;padding:0 1rem}label,input,button{display:block;box-sizing:border-box;width:100%;font:inherit}
input,button{padding:.6rem;margin:.3rem 0 1rem}button{cursor:pointer}[role=alert]{border-left:4px solid #d33;padding-left:.7rem}`;

export function tokenPage(ports: Ports): Hono<HttpEnvironment> {
  const page = new Hono<HttpEnvironment>({ strict: false });
  page.use('/token/*', async (c, next) => {
    await next();
    c.header('Cache-Control', 'no-store');
    c.header('Referrer-Policy', 'no-referrer');
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('X-Frame-Options', 'DENY');
    c.header(
      'Content-Security-Policy',
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
  });
  page.get('/token/:token', async (c) => {
    try {
      return form(c, await describe(ports, c), null);
    } catch (error) {
      return failure(c, error);
    }
  });
  page.post('/token/:token', async (c) => {
    try {
      const described = await describe(ports, c);
      const fields = readForm(described, await readText(c));
      try {
        const context = { actor: anonymous, ...openContext(ports, c) };
        await submitTaskToken(ports, context, { secret: secretOf(c), fields, submitter: null });
      } catch (error) {
        const { details } = toDomainError(error);
        if (details?.fields === undefined) throw error;
        return form(c, described, faultOf(c, details.fields));
      }
      return answer(c, 200, html`<p>${wordsOf(c).done}</p>`);
    } catch (error) {
      return failure(c, error);
    }
  });
  return page;
}

function secretOf(c: Request): string {
  return (c.req.param('token') ?? '').replaceAll('-', '').toLowerCase();
}

function describe(ports: Ports, c: Request): Promise<DescribedToken> {
  return describeTaskToken(ports, { secret: secretOf(c) });
}

async function readText(c: Request): Promise<URLSearchParams> {
  const declared = Number(c.req.header('content-length') ?? Number.NaN);
  if (!(declared <= formLimitBytes))
    throw new DomainError('invalid', 'the form is too large', { reason: 'body_too_large' });
  return new URLSearchParams(await c.req.text());
}

/** What the token asks for, as its form sends it. */
function readForm({ requiredFields }: DescribedToken, sent: URLSearchParams): Record<string, unknown> {
  const values = requiredFields.map((field) => {
    const value = sent.get(field);
    return [field, field === 'confirm' ? value === 'true' : value];
  });
  return Object.fromEntries(values.filter(([, value]) => value !== null));
}

function wordsOf(c: Request): Words {
  return tokenWords[languageOf(c.req.header('accept-language') ?? '')];
}

type Html = ReturnType<typeof html>;

function form(c: Request, described: DescribedToken, fault: string | null): Response | Promise<Response> {
  const words = wordsOf(c);
  const { requiredFields, actions, submitterLogsIn } = described;
  if (submitterLogsIn) return answer(c, 200, html`<p>${words.login}</p>`);
  const alert = fault === null ? '' : html`<p role="alert">${fault}</p>`;
  if (requiredFields.includes('confirm')) {
    const asked = actions.includes('UpdateUserEmailAction') ? words.address : words.invitation;
    const body = html`<p>${asked}</p>${alert}<form method="post">
<button name="confirm" value="true">${words.confirm}</button>
<button name="confirm" value="false">${words.decline}</button></form>`;
    return answer(c, fault === null ? 200 : 400, body);
  }
  const inputs = requiredFields.map((field) => {
    const secret = field === 'password';
    return html`<label for="${field}">${secret ? words.password : field}</label>
<input id="${field}" name="${field}" required type="${secret ? 'password' : 'text'}" autocomplete="${secret ? 'new-password' : 'off'}">
${secret ? html`<p>${words.rules}</p>` : ''}`;
  });
  const body = html`${alert}<p>${words.other}</p><form method="post">${inputs}<button>${words.send}</button></form>`;
  return answer(c, fault === null ? 200 : 400, body);
}

/** What is wrong, in the language of the reader: English has the sentences of the fields. */
function faultOf(c: Request, fields: unknown): string {
  const { refused } = wordsOf(c);
  if (wordsOf(c) !== tokenWords.en || typeof fields !== 'object' || fields === null) return refused;
  return `${refused} ${Object.values(fields).flat().join(' ')}`;
}

function failure(c: Request, thrown: unknown): Response | Promise<Response> {
  const error = toDomainError(thrown);
  c.set('failure', error);
  const words = wordsOf(c);
  if (error.code === 'not_found') return answer(c, 404, html`<p>${words.gone}</p>`);
  if (error.code === 'invalid' || error.code === 'conflict')
    return answer(c, 400, html`<p role="alert">${words.invalid}</p>`);
  return answer(c, 503, html`<p role="alert">${words.later}</p>`);
}

function answer(c: Request, status: 200 | 400 | 404 | 503, body: Html): Response | Promise<Response> {
  const language = languageOf(c.req.header('accept-language') ?? '');
  const { title } = tokenWords[language];
  return c.html(
    html`<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width"><style>${style}</style></head>
<body><main><h1>${title}</h1>${body}</main></body></html>`,
    status,
  );
}
