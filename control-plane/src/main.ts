/** The control plane. Everything but this is imported once compiled code is kept. */
import { keepCompiledCode } from '../../proto/src/compile-cache.ts';
import { requireNode } from '../../proto/src/required-node.ts';

requireNode();
keepCompiledCode(import.meta.filename);
await import('./command-line.ts');
