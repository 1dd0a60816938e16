import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of Cellar's built pages: beside the bundle, or in `dist/` when the program runs from its sources. */
export function builtUi(): string {
  const beside = join(import.meta.dirname, 'ui');
  return existsSync(beside) ? beside : join(import.meta.dirname, '../../../../dist/ui');
}
