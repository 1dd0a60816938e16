/** What the built `cellar` says of itself: manual pages, examples, and completion in the shells that there are. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCellar } from '../../support/cellar-program.ts';

let pages: Record<string, string>;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cellar-manual-'));
  const program = resolve(import.meta.dirname, '../../../dist/cellar.js');
  writeFileSync(join(folder, 'cellar'), `#!/bin/sh\nexec ${process.execPath} ${program} "$@"\n`);
  chmodSync(join(folder, 'cellar'), 0o755);
  pages = JSON.parse((await runCellar(['__man', '1.2.3', '2026-11-22'])).out);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('manual pages', () => {
  test('there is one for each command, with all sections', () => {
    for (const name of [
      'cellar-guest',
      'cellar-guest-create',
      'cellar-doctor',
      'cellar-backup',
      'cellar-events',
    ])
      expect(Object.keys(pages)).toContain(name);
    for (const [name, page] of Object.entries(pages)) {
      const upper = name.toUpperCase().replaceAll('-', '\\-');
      expect(page).toContain(`.TH "${upper}" 1 "2026\\-11\\-22" "Cellar 1.2.3" Cellar`);
      for (const section of ['NAME', 'SYNOPSIS', 'DESCRIPTION', 'OPTIONS', 'EXIT STATUS', 'SEE ALSO'])
        expect([name, page]).toEqual([name, expect.stringContaining(`.SH ${section}\n`)]);
    }
  });

  test('groff has nothing to say against them', () => {
    const all = Object.values(pages).join('');
    const { stderr, status } = spawnSync('groff', ['-man', '-ww', '-Tutf8', '-z'], {
      input: all,
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
  });

  test('each command that does something has an example that names it', () => {
    for (const [name, page] of Object.entries(pages)) {
      if (page.includes('.SH COMMANDS\n')) continue;
      expect(page).toContain('.SH EXAMPLES\n');
      const [, examples = ''] = page.split('.SH EXAMPLES\n.nf\n');
      expect([name, examples.split('.fi')[0]?.replaceAll('\\-', '-')]).toEqual([
        name,
        expect.stringContaining(name.replaceAll('-', ' ').split(' ').slice(0, 2).join(' ')),
      ]);
    }
  });
});

describe('completion', () => {
  const environment = () => ({ ...process.env, PATH: `${folder}:${process.env.PATH}` });
  const typed = {
    bash: 'source <(cellar completion bash); COMP_WORDS=(cellar guest cr); COMP_CWORD=2; _cellar; printf "%s\\n" $COMPREPLY',
    zsh: `compdef() { :; }; compadd() { print -l -- "\${found[@]}"; }; source <(cellar completion zsh); words=(cellar guest cr); CURRENT=3; _cellar`,
    fish: 'cellar completion fish | source; complete -C "cellar guest cr"',
  } as const;
  test.each(Object.entries(typed))('works in %s', (shell, script) => {
    const flags = shell === 'zsh' ? ['-f', '-c'] : ['-c'];
    const out = execFileSync(shell, [...flags, script], { env: environment(), encoding: 'utf8' });
    expect(
      out
        .trim()
        .split('\n')
        .filter((line) => line !== ''),
    ).toEqual(['create']);
  });
});
