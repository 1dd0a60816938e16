import { RE2JS } from 're2js';
import type { CompilePattern } from '../../../domain/adjutant-filter.ts';

/** No text makes these patterns slow: there is no backtracking. What a pattern is compared with is short enough. */
export const compileLinearPattern: CompilePattern = (pattern, ignoreCase) => {
  const compiled = RE2JS.compile(pattern, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  return (text) => compiled.matcher(text.slice(0, 20_000)).find();
};
