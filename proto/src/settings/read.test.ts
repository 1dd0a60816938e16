import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { readSettings } from './read.ts';

const schema = z.strictObject({
  data: z.string().default('/var/lib/x'),
  nano: z
    .strictObject({ port: z.number().int().max(65_535).default(5870), web_root: z.string().optional() })
    .prefault({}),
});
const names = ['data', 'nano.port', 'nano.web_root'];

function read(environment: Record<string, string>, file: string | null = null) {
  return readSettings(schema, { file, environment, names });
}

function fileWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'cellar-settings-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'settings.yaml');
  writeFileSync(path, text);
  return path;
}

describe('readSettings', () => {
  it('has defaults, then the file, then variables', () => {
    expect(read({}).nano.port).toBe(5870);
    const file = fileWith('nano:\n  port: 80\n');
    expect(read({}, file).nano.port).toBe(80);
    expect(read({ CELLAR_NANO_PORT: '81', CELLAR_NANO_WEB_ROOT: '/w' }, file).nano).toEqual({
      port: 81,
      web_root: '/w',
    });
  });

  it('gives a variable to its own section, also where an alias in the file makes one of two', () => {
    const two = z.object({ nano: z.object({ port: z.number() }), b: z.object({ port: z.number() }) });
    const file = fileWith('nano: &quiet\n  port: 0\nb: *quiet\n');
    expect(readSettings(two, { file, environment: { CELLAR_NANO_PORT: '81' }, names })).toEqual({
      nano: { port: 81 },
      b: { port: 0 },
    });
  });

  it('is frozen', () => {
    expect(Object.isFrozen(read({}).nano)).toBe(true);
  });

  it('names the key, the value and what is allowed', () => {
    expect(() => read({ CELLAR_NANO_PORT: '70000' })).toThrow(/nano\.port is 70000: .*65535/);
    expect(() => read({}, fileWith('nano:\n  prot: 1\n'))).toThrow(
      /unknown setting nano\.prot; allowed are data, nano\.port/,
    );
  });

  it("stops at an unknown variable and ignores the other programs' known ones", () => {
    expect(() => read({ CELLAR_NANO_PROT: '1' })).toThrow(/CELLAR_NANO_PROT is not a setting/);
    expect(read({ CELLAR_HYPERVISOR: 'fake', CELLAR_URL: 'http://x' }).data).toBe('/var/lib/x');
  });

  it('refuses a file that is missing or no mapping', () => {
    expect(() => read({}, '/nowhere/settings.yaml')).toThrow(/can not be read/);
    expect(() => read({}, fileWith('- 1\n'))).toThrow(/must hold keys and values/);
    expect(() => read({}, fileWith('a: [\n'))).toThrow(/is not YAML/);
  });
});
