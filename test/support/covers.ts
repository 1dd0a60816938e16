import operations from '../spec/nano-operations.json' with { type: 'json' };

/** Names an operation of the Nano API as the subject of a contract test; the coverage test looks for these calls. */
export function covers(operation: string): string {
  if (operations.some((known) => known.operation === operation)) return operation;
  throw new Error(`${operation} is not an operation of the Nano API`);
}
