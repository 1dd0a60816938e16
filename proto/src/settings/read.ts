/** Reads one program's settings from a YAML file and `CELLAR_*` variables and validates them once. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { z } from 'zod';
import { DomainError } from '../errors.ts';
import {
  cellAgentSettings,
  commandLineVariables,
  controlPlaneSettings,
  scriptVariables,
  variableOf,
} from './names.ts';

export interface SettingsSource {
  /** Path of the YAML file; null: none. A named file must exist. */
  readonly file: string | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The settings of the reading program. */
  readonly names: readonly string[];
}

/**
 * Returns the frozen settings. Variables win over the file.
 * @throws DomainError `invalid` naming the key, the value and what is allowed.
 */
export function readSettings<Schema extends z.ZodType>(
  schema: Schema,
  source: SettingsSource,
): z.output<Schema> {
  const tree: Tree = source.file === null ? {} : readFile(source.file);
  refuseUnknownVariables(source.environment);
  for (const name of source.names) {
    const value = source.environment[variableOf(name)];
    if (value !== undefined && value !== '') assign(tree, name.split('.'), scalar(value));
  }
  const result = schema.safeParse(tree);
  if (!result.success) throw invalid(result.error, tree, source);
  return deepFreeze(result.data);
}

interface Tree {
  [key: string]: unknown;
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readFile(path: string): Tree {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new DomainError('invalid', `the configuration file ${path} can not be read`, {
      reason: 'configuration',
      cause,
    });
  }
  try {
    const tree: unknown = parse(text) ?? {};
    if (isTree(tree)) return tree;
  } catch (cause) {
    throw new DomainError('invalid', `the configuration file ${path} is not YAML`, {
      reason: 'configuration',
      cause,
    });
  }
  throw new DomainError('invalid', `the configuration file ${path} must hold keys and values`, {
    reason: 'configuration',
  });
}

function refuseUnknownVariables(environment: SettingsSource['environment']): void {
  const settings = [...controlPlaneSettings, ...cellAgentSettings].map(variableOf);
  const known = new Set<string>([...settings, ...commandLineVariables]);
  const ignored: readonly string[] = scriptVariables;
  const unknown = Object.keys(environment).find(
    (name) => name.startsWith('CELLAR_') && !known.has(name) && !ignored.includes(name),
  );
  if (unknown === undefined) return;
  throw new DomainError(
    'invalid',
    `the variable ${unknown} is not a setting of Cellar; allowed are ${[...known].sort().join(', ')}`,
    {
      reason: 'configuration',
    },
  );
}

/** Variables are text; numbers and booleans are written in them as in YAML. */
function scalar(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

function assign(tree: Tree, path: readonly string[], value: unknown): void {
  const [key, ...rest] = path;
  if (key === undefined) return;
  if (rest.length === 0) {
    tree[key] = value;
    return;
  }
  const child = tree[key];
  // A copy: an alias in YAML makes one section of several settings.
  const branch = isTree(child) ? { ...child } : {};
  tree[key] = branch;
  assign(branch, rest, value);
}

function invalid(error: z.ZodError, tree: Tree, source: SettingsSource): DomainError {
  const sentences = error.issues.map((issue) => {
    if (issue.code === 'unrecognized_keys') {
      const keys = issue.keys.map((key) => [...issue.path, key].join('.'));
      return `unknown setting ${keys.join(', ')}; allowed are ${source.names.join(', ')}`;
    }
    const key = issue.path.join('.');
    const value = issue.path.reduce<unknown>((at, part) => (isTree(at) ? at[String(part)] : undefined), tree);
    return `${key} is ${JSON.stringify(value) ?? 'absent'}: ${issue.message}`;
  });
  const where = source.file ?? 'the environment';
  return new DomainError('invalid', `bad configuration in ${where}: ${sentences.join('; ')}`, {
    reason: 'configuration',
  });
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const child of Object.values(value)) deepFreeze(child);
    Object.freeze(value);
  }
  return value;
}
