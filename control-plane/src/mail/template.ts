import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import type { TaskMail } from '../use-cases/ports/adjutant.ts';
import { english } from './templates-en.ts';
import { russian } from './templates-ru.ts';

export interface MailTemplate {
  readonly subject: string;
  readonly text: string;
  /** Made of the text if there is none. */
  readonly html?: string;
}

export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const languages = { en: english, ru: russian };
export type MailLanguage = keyof typeof languages;

/**
 * The mail in the language. A folder may hold other texts: `NAME.LANGUAGE.txt`, whose first line is the subject, and
 * `NAME.LANGUAGE.html`; they are read at each mail.
 */
export function renderMail(
  { template: name, subject: own, data }: Pick<TaskMail, 'template' | 'subject' | 'data'>,
  language: MailLanguage,
  folder: string | null,
): RenderedMail {
  const template = ownTemplate(name, language, folder);
  const plain = (source: string) => Handlebars.compile(source, { noEscape: true })(data);
  const subject = plain(own ?? template.subject)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
  const text = plain(template.text);
  const html = template.html === undefined ? toHtml(language, text) : Handlebars.compile(template.html)(data);
  return { subject, text, html };
}

function ownTemplate(name: string, language: MailLanguage, folder: string | null): MailTemplate {
  const builtIn = languages[language][name] ?? languages[language].task ?? { subject: '', text: '' };
  const own = folder === null ? undefined : readIfThere(join(folder, `${name}.${language}.txt`));
  const html = folder === null ? undefined : readIfThere(join(folder, `${name}.${language}.html`));
  const [subject = '', ...lines] = own?.split('\n') ?? [];
  const texts = own === undefined ? builtIn : { subject, text: lines.join('\n').trim() };
  return { ...texts, ...(html !== undefined && { html }) };
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The same text: a paragraph for each of its own, and its links to be opened. */
function toHtml(language: string, text: string): string {
  const paragraphs = text.split(/\n{2,}/).map((paragraph) => {
    const escaped = Handlebars.escapeExpression(paragraph.trim()).replaceAll('&#x3D;', '=');
    const linked = escaped.replace(/https?:\/\/[^\s<]+/g, (url) => `<a href="${url}">${url}</a>`);
    return `<p>${linked.replaceAll('\n', '<br>')}</p>`;
  });
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"></head><body style="font-family:sans-serif">${paragraphs.join('')}</body></html>`;
}
