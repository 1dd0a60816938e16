import type { Finding } from './finding.ts';

/** Findings as lines for a terminal, the remedy below what it is for. */
export function renderFindings(findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ check, level, message, remedy }) => {
    const line = `${level.padEnd(8)}${check.padEnd(16)}${message}`;
    return remedy === null ? [line] : [line, `${' '.repeat(24)}→ ${remedy}`];
  });
  return `${lines.join('\n')}\n`;
}
