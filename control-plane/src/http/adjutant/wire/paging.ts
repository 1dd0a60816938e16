import { DomainError } from '../../../../../proto/src/errors.ts';
import type { Request } from '../../environment.ts';

export interface WantedPage {
  readonly page: number;
  /** Null: everything at once. */
  readonly size: number | null;
  readonly limit: number | null;
  readonly offset: number;
}

const sizeMax = 10_000;

/** @param sizeKey the parameter for how many a page has; without it `page` counts for nothing. @throws DomainError `invalid`. */
export function readPage(c: Request, sizeKey: string): WantedPage {
  const wanted = c.req.query(sizeKey);
  if (wanted === undefined || wanted === '') return { page: 1, size: null, limit: null, offset: 0 };
  const size = /^\d{1,9}$/.test(wanted) ? Number(wanted) : 0;
  if (size < 1 || size > sizeMax) throw bad(`${sizeKey} must be a whole number from 1 to ${sizeMax}`);
  const text = c.req.query('page') ?? '1';
  if (!/^[+-]?\d+$/.test(text)) throw bad('Page not an integer');
  const page = Number(text);
  if (page < 1 || page > 1_000_000_000) throw bad('Empty page');
  return { page, size, limit: size, offset: (page - 1) * size };
}

/** What a list tells of its pages. @throws DomainError `invalid` beyond the last. */
export function pageToWire({ page, size }: WantedPage, total: number) {
  if (size === null) return {};
  const pages = Math.max(1, Math.ceil(total / size));
  if (page > pages) throw bad('Empty page');
  return { pages, has_more: page < pages, has_prev: page > 1 };
}

function bad(message: string): DomainError {
  return new DomainError('invalid', message, { reason: 'bad_page' });
}
