import type { Operation } from '../domain/operation.ts';
import type { AnyDefinition } from './run-steps.ts';

/** By kind. @throws Error if two have the same kind or two steps of one the same name. */
export function indexDefinitions(definitions: readonly AnyDefinition[]): ReadonlyMap<string, AnyDefinition> {
  const byKind = new Map<string, AnyDefinition>();
  for (const definition of definitions) {
    if (byKind.has(definition.kind)) throw new Error(`two operations are named ${definition.kind}`);
    const names = new Set(definition.steps.map((step) => step.name));
    if (names.size !== definition.steps.length)
      throw new Error(`${definition.kind} has two steps of one name`);
    byKind.set(definition.kind, definition);
  }
  return byKind;
}

/** False for an operation of another version of the program: its steps are not these. */
export function fits(operation: Operation, definition: AnyDefinition): boolean {
  return (
    operation.steps.length === definition.steps.length &&
    operation.steps.every((step, index) => step.name === definition.steps[index]?.name)
  );
}
