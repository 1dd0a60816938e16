/** The filters of lists: `<parameter>=<value>` and `<parameter>__<modifier>=<value>`, after Django's manner. */
import { RE2JS, RE2JSException } from 're2js';
import { DomainError } from '../../../../proto/src/errors.ts';
import type { ListCondition } from '../../domain/list-condition.ts';
import { canonicalId } from '../canonical-id.ts';
import { truthOf } from './wire/fields.ts';

/** How values of a parameter are compared: ids whatever their dashes. */
export type ListParameter = 'id' | 'text' | 'flag';
export type Query = Readonly<Record<string, readonly string[]>>;

type Matcher = (wanted: readonly string[]) => Pick<ListCondition, 'oneOf' | 'matches'>;

const conditionsMax = 50;
const valuesMax = 1_000;
const patternMax = 200;

const plain = (test: (value: string, wanted: string) => boolean): Matcher => {
  return ([wanted = '']) => ({ oneOf: null, matches: (value) => value !== null && test(value, wanted) });
};
const folded = (test: (value: string, wanted: string) => boolean): Matcher =>
  plain((value, wanted) => test(value.toLowerCase(), wanted.toLowerCase()));
const among: Matcher = (wanted) => ({
  oneOf: wanted,
  matches: (value) => value !== null && wanted.includes(value),
});
const except: Matcher = (wanted) => ({
  oneOf: null,
  matches: (value) => value === null || !wanted.includes(value),
});

const matchers = {
  exact: among,
  ne: except,
  in: among,
  nin: except,
  iexact: folded((value, wanted) => value === wanted),
  contains: plain((value, wanted) => value.includes(wanted)),
  icontains: folded((value, wanted) => value.includes(wanted)),
  startswith: plain((value, wanted) => value.startsWith(wanted)),
  istartswith: folded((value, wanted) => value.startsWith(wanted)),
  endswith: plain((value, wanted) => value.endsWith(wanted)),
  iendswith: folded((value, wanted) => value.endsWith(wanted)),
  isnull: ([wanted]) => ({ oneOf: null, matches: (value) => (value === null) === (wanted === 'true') }),
  regex: ([pattern = '']) => {
    const compiled = RE2JS.compile(pattern);
    return { oneOf: null, matches: (value) => value !== null && compiled.matcher(value).find() };
  },
} as const satisfies Record<string, Matcher>;

type Modifier = keyof typeof matchers;

const ofFlags: readonly Modifier[] = ['exact', 'ne', 'in'];

/**
 * What the query asks for; parameters that are not listed and have no modifier are left out.
 * @throws DomainError `invalid` naming the parameter: an unknown modifier, or one on a parameter that has none.
 */
export function parseListConditions(
  query: Query,
  parameters: Readonly<Record<string, ListParameter>>,
): ListCondition[] {
  const conditions = Object.entries(query).flatMap(([key, given]) => {
    const { parameter, modifier } = splitKey(key);
    const kind = Object.hasOwn(parameters, parameter) ? parameters[parameter] : undefined;
    if (kind === undefined && modifier === null) return [];
    if (kind === undefined) throw refused(key, `'${parameter}' takes no modifier`);
    return toConditions({ key, parameter, kind, modifier: known(key, modifier, kind), given });
  });
  if (conditions.length <= conditionsMax) return conditions;
  throw refused('query', `at most ${conditionsMax} conditions`);
}

function splitKey(key: string): { parameter: string; modifier: string | null } {
  const at = key.indexOf('__');
  return at < 0
    ? { parameter: key, modifier: null }
    : { parameter: key.slice(0, at), modifier: key.slice(at + 2) };
}

function known(key: string, modifier: string | null, kind: ListParameter): Modifier {
  if (modifier === null) return 'exact';
  const allowed = kind === 'flag' ? ofFlags : (Object.keys(matchers) as Modifier[]);
  const found = allowed.find((one) => one === modifier);
  if (found) return found;
  throw refused(key, `unknown modifier '${modifier.slice(0, 40)}', allowed are ${allowed.join(', ')}`);
}

interface Given {
  readonly key: string;
  readonly parameter: string;
  readonly kind: ListParameter;
  readonly modifier: Modifier;
  readonly given: readonly string[];
}

/** Repeated values of `in` and `nin` are one list; of others, conditions that all hold. */
function toConditions(asked: Given): ListCondition[] {
  const { modifier, given, kind } = asked;
  const isList = modifier === 'in' || modifier === 'nin';
  if (isList)
    return [
      toCondition(
        asked,
        modifier,
        given.flatMap((one) => one.split(',')),
      ),
    ];
  return given.map((one) => {
    const prefixed = kind === 'id' && modifier === 'exact' ? /^(in|neq):(.*)$/s.exec(one) : null;
    if (!prefixed) return toCondition(asked, modifier, [one]);
    const [, word, value = ''] = prefixed;
    return word === 'in' ? toCondition(asked, 'in', value.split(',')) : toCondition(asked, 'ne', [value]);
  });
}

function toCondition(
  { key, parameter, kind }: Given,
  modifier: Modifier,
  values: readonly string[],
): ListCondition {
  if (values.length > valuesMax) throw refused(key, `at most ${valuesMax} values`);
  const wanted = values.map((value) => read(key, modifier === 'isnull' ? 'flag' : kind, modifier, value));
  if (modifier === 'regex' && (wanted[0]?.length ?? 0) > patternMax)
    throw refused(key, `at most ${patternMax} characters`);
  try {
    return { parameter, ...matchers[modifier](wanted) };
  } catch (error) {
    if (error instanceof RE2JSException) throw refused(key, `no regular expression: ${error.message}`);
    throw error;
  }
}

function read(key: string, kind: ListParameter, modifier: Modifier, value: string): string {
  if (kind === 'flag') {
    const truth = truthOf(value);
    if (truth === undefined) throw refused(key, 'must be true or false');
    return String(truth);
  }
  return kind === 'id' && modifier !== 'regex' ? canonicalId(value.trim()) : value;
}

function refused(parameter: string, message: string): DomainError {
  const shown = parameter.slice(0, 80);
  return new DomainError('invalid', `${shown}: ${message}`, {
    reason: 'bad_request',
    details: { field: shown },
  });
}
