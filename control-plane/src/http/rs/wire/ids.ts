import { text } from '../../fields.ts';

/** Clients write ids with dashes (Nova) or without (Keystone); this installation's have them. */
export function canonicalId(id: string): string {
  const hex = /^([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})$/i.exec(id);
  return hex ? hex.slice(1).join('-').toLowerCase() : id;
}

/** An id in a body or a query. */
export function id() {
  return text(64).min(1, 'must not be empty').transform(canonicalId);
}
