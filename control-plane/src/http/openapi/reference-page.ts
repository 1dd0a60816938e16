/** A document as a page to read, without scripts. */
import { html, raw } from 'hono/html';
import { z } from 'zod';
import { describedApis } from './apis.ts';
import type { DescribedApi, DescribedOperation } from './describe.ts';

const style = `body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c2733}
nav a{margin-right:1rem}summary{cursor:pointer;padding:.3rem 0}code{font-family:ui-monospace,monospace}
summary code{font-weight:600}pre{background:#f3f5f7;padding:.8rem;overflow:auto;border-radius:.3rem}h2{margin-top:2rem}
@media(prefers-color-scheme:dark){body{background:#12181f;color:#dde5ec}pre{background:#1d2731}a{color:#8bb8ff}}`;

export function referencePage(name: string, api: DescribedApi) {
  const links = Object.keys(describedApis).map(
    (other) => html`<a href="/docs/${other}">${describedApis[other]?.title ?? other}</a>`,
  );
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${api.title}</title><style>${raw(style)}</style></head>
<body><nav>${links}</nav><h1>${api.title}</h1>
<p>${api.description} Credential: <code>${api.credential}</code>, or an API token as <code>Authorization: Bearer</code>.
Document: <a href="/openapi/${name}.json">${name}.json</a></p>
${sections(api)}</body></html>`;
}

function sections({ base, operations }: DescribedApi) {
  const groups = Object.groupBy(Object.entries(operations), ([key]) => groupOf(key));
  return Object.entries(groups).map(
    ([group, entries = []]) => html`<h2>${group}</h2>${entries.map(([key, one]) => entry(base, key, one))}`,
  );
}

function groupOf(key: string): string {
  return (
    key
      .split(' ')[1]
      ?.split('/')
      .find((part) => part !== '' && part !== 'v3') ?? 'versions'
  );
}

function entry(base: string, key: string, { summary, query, body, status = 200 }: DescribedOperation) {
  const [method, path] = key.split(' ');
  return html`<details><summary><code>${method} ${base}${path}</code> ${summary}</summary>
<p>Success: ${status}</p>${schema('Query', query)}${schema('Body', body)}</details>`;
}

function schema(title: string, value: z.ZodType | undefined) {
  if (value === undefined) return '';
  const { $schema: _dialect, ...rest } = z.toJSONSchema(value, { io: 'input', unrepresentable: 'any' });
  return html`<p>${title}</p><pre>${JSON.stringify(rest, null, 2)}</pre>`;
}
