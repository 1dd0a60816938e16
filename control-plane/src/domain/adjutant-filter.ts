/**
 * The filters of Adjutant's lists, after Django's look-ups: `{"field": {"operation": value}}`, all of which have to hold.
 * Only fields of a list are known, everything is bounded, and patterns run in linear time.
 */
import { DomainError } from '../../../proto/src/errors.ts';

export type FieldKind = 'CharField' | 'BooleanField' | 'DateTimeField' | 'JSONField';

export interface FilterField {
  readonly kind: FieldKind;
  /** Ids: dashes in what is asked for are left out. */
  readonly isId?: boolean;
}

/** One value, several (any may match), or null. Times are in ms. */
export type FieldValue = string | number | boolean | null | readonly (string | number | boolean | null)[];

export interface Condition {
  readonly field: string;
  readonly test: (value: FieldValue) => boolean;
}

/** Compiles a pattern that runs in linear time. @throws Error if it is no pattern or too large. */
export type CompilePattern = (pattern: string, ignoreCase: boolean) => (text: string) => boolean;

const limits = { characters: 8_192, conditions: 32, listed: 200, pattern: 256, patterns: 4 };

type Single = string | number | boolean | null;
type Test = (value: Single) => boolean;

/** @throws DomainError `invalid`. */
export function parseFilter(
  text: string,
  fields: Readonly<Record<string, FilterField>>,
  compile: CompilePattern,
): Condition[] {
  const conditions = entriesOf(text).flatMap(([name, operations]) =>
    Object.entries(operations).map(([operation, value]) => ({ ...splitName(name, operation), value })),
  );
  if (conditions.length > limits.conditions)
    throw bad(`At most ${limits.conditions} conditions are allowed.`);
  const patterns = conditions.filter(({ operation }) => /regex$/.test(operation)).length;
  if (patterns > limits.patterns) throw bad(`At most ${limits.patterns} regular expressions are allowed.`);
  const known = new Map(Object.entries(fields));
  return conditions.map(({ name, operation, value }) => {
    const field = known.get(name);
    if (field === undefined) {
      const choices = [...known.keys()].sort().join(', ');
      throw bad(`Cannot resolve keyword '${name.slice(0, 80)}' into field. Choices are: ${choices}`);
    }
    const test = testOf(field, operation, value, compile);
    return {
      field: name,
      // A join that finds nothing is null.
      test: (found) =>
        Array.isArray(found)
          ? (found.length === 0 ? [null] : found).some((one: Single) => test(one))
          : test(found as Single),
    };
  });
}

function entriesOf(text: string): [string, object][] {
  if (text.length > limits.characters)
    throw bad(`Filters have at most ${limits.characters} characters.`, 'too_large');
  if (text.trim() === '') return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw malformed();
  }
  if (!isObject(value)) throw malformed();
  const wrapped = Object.keys(value).length === 1 ? Object.entries(value)[0] : undefined;
  const inner: unknown = wrapped?.[0] === 'filters' ? wrapped[1] : value;
  if (!isObject(inner)) throw malformed();
  return Object.entries(inner).map(([name, operations]) => {
    if (!isObject(operations)) throw malformed();
    return [name, operations];
  });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `created_on__year` with `gte` is `created_on` with `year__gte`. */
function splitName(name: string, operation: string): { name: string; operation: string } {
  const part = /^(.*)__(date|year|month|day|week_day|hour|minute|second)$/.exec(name);
  return part ? { name: part[1] ?? '', operation: `${part[2]}__${operation}` } : { name, operation };
}

const orders: Readonly<
  Record<string, (one: Exclude<Single, null>, other: Exclude<Single, null>) => boolean>
> = {
  gt: (one, other) => one > other,
  gte: (one, other) => one >= other,
  lt: (one, other) => one < other,
  lte: (one, other) => one <= other,
};

const searches: Readonly<Record<string, (text: string, wanted: string) => boolean>> = {
  exact: (text, wanted) => text === wanted,
  contains: (text, wanted) => text.includes(wanted),
  startswith: (text, wanted) => text.startsWith(wanted),
  endswith: (text, wanted) => text.endsWith(wanted),
};

const parts: Readonly<Record<string, (time: Date) => number>> = {
  date: (time) => Math.floor(time.getTime() / 86_400_000),
  year: (time) => time.getUTCFullYear(),
  month: (time) => time.getUTCMonth() + 1,
  day: (time) => time.getUTCDate(),
  week_day: (time) => time.getUTCDay() + 1,
  hour: (time) => time.getUTCHours(),
  minute: (time) => time.getUTCMinutes(),
  second: (time) => time.getUTCSeconds(),
};

function testOf(field: FilterField, operation: string, value: unknown, compile: CompilePattern): Test {
  if (operation === 'isnull') {
    if (typeof value !== 'boolean') throw bad('The value of isnull must be true or false.');
    return (found) => (found === null) === value;
  }
  if (value === null) {
    if (operation === 'exact' || operation === 'iexact') return (found) => found === null;
    throw bad('Cannot use None as a query value.');
  }
  if (field.kind === 'DateTimeField') return timeTest(operation, value) ?? unsupported(field, operation);
  const read: (value: unknown) => string | boolean =
    field.kind === 'BooleanField' ? readFlag : readText(field);
  const common = comparison(operation, value, read);
  if (common !== undefined) return onlyPresent(common);
  if (field.kind === 'BooleanField') return unsupported(field, operation);
  const text = textTest(operation, readText(field)(value), compile);
  return text === undefined ? unsupported(field, operation) : onlyPresent(text);
}

function onlyPresent(test: (found: Exclude<Single, null>) => boolean): Test {
  return (found) => found !== null && test(found);
}

/** What all kinds have. */
function comparison<T extends Exclude<Single, null>>(
  operation: string,
  value: unknown,
  read: (value: unknown) => T,
): ((found: Exclude<Single, null>) => boolean) | undefined {
  if (operation === 'exact') {
    const wanted = read(value);
    return (found) => found === wanted;
  }
  if (operation === 'in') {
    const wanted: readonly Exclude<Single, null>[] = listed(value, 0, limits.listed).map(read);
    return (found) => wanted.includes(found);
  }
  if (operation === 'range') {
    const [from, to] = listed(value, 2, 2).map(read);
    return (found) => from !== undefined && to !== undefined && found >= from && found <= to;
  }
  const order = Object.hasOwn(orders, operation) ? orders[operation] : undefined;
  if (order === undefined) return undefined;
  const wanted = read(value);
  return (found) => order(found, wanted);
}

function textTest(
  operation: string,
  wanted: string,
  compile: CompilePattern,
): ((found: Exclude<Single, null>) => boolean) | undefined {
  if (operation === 'regex' || operation === 'iregex') {
    const matches = pattern(wanted, operation === 'iregex', compile);
    return (found) => matches(String(found));
  }
  const ignoresCase = operation.startsWith('i');
  const name = ignoresCase ? operation.slice(1) : operation;
  const search = Object.hasOwn(searches, name) ? searches[name] : undefined;
  if (search === undefined) return undefined;
  const lower = wanted.toLowerCase();
  return (found) =>
    ignoresCase ? search(String(found).toLowerCase(), lower) : search(String(found), wanted);
}

function pattern(text: string, ignoresCase: boolean, compile: CompilePattern): (text: string) => boolean {
  if (text.length > limits.pattern)
    throw bad(`Regular expressions have at most ${limits.pattern} characters.`);
  try {
    return compile(text, ignoresCase);
  } catch {
    throw bad('The regular expression is malformed, too large, or not supported.');
  }
}

function timeTest(operation: string, value: unknown): Test | undefined {
  const [name = '', inner = 'exact'] = operation.split('__', 2);
  const part = Object.hasOwn(parts, name) ? parts[name] : undefined;
  if (part === undefined) {
    const test = comparison(operation, value, readTime);
    return test && onlyPresent(test);
  }
  const read = (wanted: unknown) =>
    name === 'date' ? Math.floor(readTime(wanted) / 86_400_000) : readNumber(wanted);
  const test = comparison(inner, value, read);
  return test && onlyPresent((found) => test(part(new Date(Number(found)))));
}

function listed(value: unknown, min: number, max: number): unknown[] {
  if (!Array.isArray(value) || value.length < min || value.length > max)
    throw bad(`The value must be a list of ${min === max ? min : `at most ${max}`} values.`);
  return value;
}

function readText({ isId }: FilterField): (value: unknown) => string {
  return (value) => {
    if (typeof value !== 'string' && typeof value !== 'number') throw bad('The value must be text.');
    return isId ? String(value).replaceAll('-', '') : String(value);
  };
}

function readFlag(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  const text = String(value).slice(0, 10);
  if (['1', 'true', 'True'].includes(text)) return true;
  if (['0', 'false', 'False'].includes(text)) return false;
  throw bad(`'${text}' value must be either True or False.`);
}

function readNumber(value: unknown): number {
  const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isSafeInteger(number)) return number;
  throw bad('The value must be a whole number.');
}

const timeForm = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** Times without a zone are UTC. */
function readTime(value: unknown): number {
  const text = typeof value === 'string' && timeForm.test(value) ? value.replace(' ', 'T') : '';
  const zoned = /T/.test(text) && !/(Z|[+-]\d\d:?\d\d)$/.test(text) ? `${text}Z` : text;
  const atMs = Date.parse(zoned);
  if (text !== '' && Number.isFinite(atMs)) return atMs;
  throw bad('The value has an invalid date format. It must be in YYYY-MM-DD HH:MM[:ss[.uuuuuu]][TZ] format.');
}

function unsupported({ kind }: FilterField, operation: string): never {
  const shown = operation.slice(0, 80);
  throw bad(`Unsupported lookup '${shown}' for ${kind} or join on the field not permitted.`);
}

function malformed(): DomainError {
  return bad(
    "Filters incorrectly formatted. Required format: {'filters': {'fieldname': { 'operation': 'value'}}",
  );
}

function bad(message: string, reason = 'bad_filter'): DomainError {
  return new DomainError('invalid', message, { reason });
}
