import type { Settings } from '../config/schema.ts';

type Listener = Pick<Settings['nano'], 'listen' | 'port' | 'tls'>;

/** The public ones by the name of their section. */
export function publicListeners({ nano, identity, rs, broker, adjutant }: Settings): [string, Listener][] {
  return Object.entries({ nano, identity, rs, broker, adjutant });
}
