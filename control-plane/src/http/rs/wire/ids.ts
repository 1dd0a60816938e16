import { canonicalId } from '../../canonical-id.ts';
import { text } from '../../fields.ts';

/** An id in a body or a query. */
export function id() {
  return text(64).min(1, 'must not be empty').transform(canonicalId);
}
