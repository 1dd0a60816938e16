import type { Program } from './descriptions.ts';

/** A man page out of what `--help` prints. @param day as in 2026-11-22. */
export function manPage(program: Program, help: string, version: string, day: string): string {
  const asRoff = (text: string) =>
    text
      .replaceAll('\\', '\\e')
      .replaceAll('-', '\\-')
      .replaceAll(/^([.'])/gm, '\\&$1');
  return `.TH ${program.name.toUpperCase()} ${program.manSection} ${day} "Cellar ${version}" Cellar
.SH NAME
${program.name} \\- ${asRoff(program.summary)}
.SH DESCRIPTION
.nf
${asRoff(help.trimEnd())}
.fi
`;
}
