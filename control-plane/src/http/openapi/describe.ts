import type { z } from 'zod';

/** What a document says of one route. Schemas are those that the route validates by. */
export interface DescribedOperation {
  readonly summary: string;
  readonly body?: z.ZodType;
  readonly query?: z.ZodType;
  /** Of success; 200 when absent. */
  readonly status?: number;
  /** A file instead of JSON. */
  readonly file?: 'download' | 'upload';
  /** Without a credential. */
  readonly open?: true;
}

/** By method and path with its parameters in braces, e.g. `GET /cells/{cell}`. */
export type DescribedOperations = Readonly<Record<string, DescribedOperation>>;

export interface DescribedApi {
  readonly title: string;
  readonly description: string;
  /** Path that stands before those of all operations. */
  readonly base: string;
  /** Which listener of `/cellar/v1/endpoints` serves it. */
  readonly listener: string;
  /** Header of the credential. */
  readonly credential: string;
  /** JSON Schemas of an answer and of an error. */
  readonly answer: object;
  readonly error: object;
  readonly operations: DescribedOperations;
}
