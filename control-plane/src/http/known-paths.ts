import type { Hono } from 'hono';
import type { HttpEnvironment } from './environment.ts';

interface KnownPath {
  readonly pattern: RegExp;
  readonly methods: Set<string>;
}

/** Which methods the routes have for a path: none when the path is unknown. */
export function methodsByPath(routes: Hono<HttpEnvironment>['routes']): (path: string) => string[] {
  const known = new Map<string, KnownPath>();
  for (const { path, method } of routes) {
    if (method === 'ALL') continue;
    const entry = known.get(path) ?? { pattern: toPattern(path), methods: new Set<string>() };
    entry.methods.add(method);
    if (method === 'GET') entry.methods.add('HEAD');
    known.set(path, entry);
  }
  const entries = [...known.values()];
  return (path) => {
    const bare = path.replace(/\/$/, '');
    const methods = entries
      .filter(({ pattern }) => pattern.test(bare))
      .flatMap((entry) => [...entry.methods]);
    return [...new Set(methods)].sort();
  };
}

function toPattern(path: string): RegExp {
  const parts = path
    .split('/')
    .map((part) => (part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  return new RegExp(`^${parts.join('/')}$`);
}
