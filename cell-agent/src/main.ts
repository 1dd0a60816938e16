/** The cell agent. Everything but this is imported once compiled code is kept. */
import { keepCompiledCode } from '../../proto/src/compile-cache.ts';

keepCompiledCode(import.meta.filename);
await import('./command-line.ts');
