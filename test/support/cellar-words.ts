/** The built `cellar` as an administrator of a control plane in a test uses it. */
import { expect } from 'vitest';
import { type Ended, runCellar } from './cellar-program.ts';
import type { ControlPlane } from './control-plane.ts';
import type { Json } from './nano-client.ts';

export interface CellarWords {
  run(...words: string[]): Promise<Ended>;
  /** What it prints; it must succeed. */
  ok(...words: string[]): Promise<string>;
  /** The same, as data. */
  json(...words: string[]): Promise<Json>;
}

/** One session for all runs. @param cloud is asked for it when something runs. */
export function cellarWords(cloud: () => ControlPlane): CellarWords {
  let session: Promise<string> | undefined;
  const run = async (...words: string[]) => {
    session ??= cloud()
      .login('admin')
      .then((admin) => admin.session);
    const environment = {
      CELLAR_URL: cloud().origin,
      CELLAR_TOKEN: await session,
      XDG_CONFIG_HOME: '/nonexistent',
    };
    return runCellar(words, undefined, { environment });
  };
  const ok = async (...words: string[]) => {
    const { code, out, err } = await run(...words);
    expect([words, code, err]).toEqual([words, 0, expect.any(String)]);
    return out;
  };
  return { run, ok, json: async (...words) => JSON.parse(await ok('--json', ...words)) };
}
