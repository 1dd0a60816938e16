/** What may leave the machine: settings without their secrets, and texts in which none of them occurs. */

const hidden = '***';
/** Settings whose value is a secret, whatever section they are in. */
const secretNames = /^(password|secret|token)$/;

/** The settings as they are, with secrets hidden: passwords, those within URLs, webhooks' paths, arguments of commands. */
export function redactSettings(settings: unknown, name = ''): unknown {
  if (typeof settings === 'string') return redactText(settings, name);
  if (Array.isArray(settings)) {
    if (!name.endsWith('_command')) return settings.map((one) => redactSettings(one, name));
    return settings.map((word, index) => (index === 0 ? word : hidden));
  }
  if (typeof settings !== 'object' || settings === null) return settings;
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [key, redactSettings(value, key)]),
  );
}

function redactText(value: string, name: string): string {
  if (secretNames.test(name)) return hidden;
  if (!URL.canParse(value)) return value;
  const url = new URL(value);
  if (name === 'webhook') return `${url.protocol}//${url.host}/${hidden}`;
  if (url.password === '' && url.username === '' && url.search === '') return value;
  return `${url.protocol}//${url.username === '' ? '' : `${hidden}@`}${url.host}${url.pathname}${url.search === '' ? '' : `?${hidden}`}`;
}

/** Every value that `redactSettings` hides, longest first; those too short to be looked for are left out. */
export function secretsOf(settings: unknown, name = ''): string[] {
  const found = [...valuesOf(settings, name)].flatMap((value) => [value, decode(value)]);
  return [...new Set(found)]
    .filter((value) => value.length >= shortest)
    .toSorted((one, other) => other.length - one.length);
}

const shortest = 4;

function* valuesOf(settings: unknown, name: string): Generator<string> {
  if (typeof settings === 'string') {
    if (secretNames.test(name)) yield settings;
    else if (URL.canParse(settings)) {
      const { password, username, search, pathname } = new URL(settings);
      if (password !== '') yield* [password, username];
      yield search.slice(1);
      if (name === 'webhook') yield pathname.slice(1);
    }
  } else if (Array.isArray(settings)) {
    for (const word of name.endsWith('_command') ? settings.slice(1) : settings)
      if (name.endsWith('_command') && typeof word === 'string') yield word;
      else yield* valuesOf(word, name);
  } else if (typeof settings === 'object' && settings !== null) {
    for (const [key, value] of Object.entries(settings)) yield* valuesOf(value, key);
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** By their form: keys, join tokens, API tokens, credentials in headers, passwords in URLs, fields with telling names. */
const forms: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g, hidden],
  [/\bcellar1\.[\w-]+/g, hidden],
  [/\bcellar_[\w-]{20,}/g, hidden],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${hidden}`],
  [/((?:nano-session|x-auth-token|x-subject-token|cookie)["']?\s*[:=]\s*["']?)[^\s"',]+/gi, `$1${hidden}`],
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@"']+:[^\s/@"']+@/gi, `$1${hidden}@`],
  [/("[^"\\]{0,64}(?:password|secret|passwd)"\s*:\s*)"(?:[^"\\]|\\.)*"/gi, `$1"${hidden}"`],
];

/** @param secrets of `secretsOf`. */
export function scrub(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) {
    clean = clean.replaceAll(secret, hidden);
    const escaped = JSON.stringify(secret).slice(1, -1);
    if (escaped !== secret) clean = clean.replaceAll(escaped, hidden);
  }
  return forms.reduce((rest, [form, by]) => rest.replaceAll(form, by), clean);
}
