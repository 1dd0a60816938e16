/** Manual pages out of the definitions of the commands, one for each: `cellar-guest-create(1)`. */
import type { Command } from 'commander';
import { commandsBelow, examplesOf, pathOf } from './help-parts.ts';

const exitStatus = [
  ['0', 'done'],
  ['1', 'failed, the message says why'],
  ['2', 'the command was wrong'],
  ['3', 'what was named does not exist, or may not be seen'],
  ['4', 'refused: not logged in, or a right is missing'],
  ['5', 'in conflict with what is'],
  ['6', 'the control plane, or the cell, can not be reached'],
  ['7', 'it took too long'],
] as const;

/** A doctor tells by it how well things are. */
const doctorStatus = [
  ['0', 'all is well'],
  ['1', 'there are warnings'],
  ['2', 'there are errors'],
] as const;

/** The pages by name, without the section. @param day as in 2026-11-22. */
export function manPages(program: Command, version: string, day: string): Record<string, string> {
  const pages = commandsBelow(program).map((command) => {
    const name = pathOf(command).join('-');
    return [
      name,
      pageOf(
        command,
        program,
        `.TH ${quote(name.toUpperCase())} 1 ${quote(day)} ${quote(`Cellar ${version}`)} Cellar`,
      ),
    ];
  });
  return Object.fromEntries(pages);
}

function pageOf(command: Command, program: Command, title: string): string {
  const path = pathOf(command);
  const help = command.createHelp();
  const below = commandsBelow(command).filter((child) => child.parent === command);
  const summary = command.description();
  const terms = (list: readonly (readonly [string, string])[]) =>
    list.map(([term, meaning]) => `.TP\n.B ${roff(term)}\n${roff(meaning)}`);
  const section = (name: string, lines: readonly string[]) =>
    lines.length > 0 ? [`.SH ${name}`, ...lines] : [];
  const options = [...command.options, ...program.options].map(
    (option) => [option.flags, help.optionDescription(option)] as const,
  );
  const examples = examplesOf(command);
  const parent = path.slice(0, -1).join('-');
  const related = [parent, ...below.map((child) => pathOf(child).join('-'))];
  const lines = [
    title,
    '.SH NAME',
    `${roff(path.join('-'))} \\- ${roff(firstSentence(summary))}`,
    '.SH SYNOPSIS',
    `.B ${roff(path.join(' '))}`,
    roff(command.usage()),
    '.SH DESCRIPTION',
    roff(summary),
    ...section(
      'COMMANDS',
      terms(below.map((child) => [`${path.join(' ')} ${child.name()}`, child.description()] as const)),
    ),
    ...section('OPTIONS', terms(options)),
    ...section('EXAMPLES', examples.length > 0 ? ['.nf', ...examples.map(roff), '.fi'] : []),
    ...section('EXIT STATUS', terms(command.name() === 'doctor' ? doctorStatus : exitStatus)),
    ...section('SEE ALSO', [related.map((name) => `.BR ${roff(name)} (1)`).join(' ,\n')]),
  ];
  return `${lines.join('\n')}\n`;
}

function firstSentence(text: string): string {
  return text.split(/[:;,]\s/, 1)[0] ?? text;
}

function quote(text: string): string {
  return `"${roff(text)}"`;
}

/** Characters that groff takes for something else. */
function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('’', "'")
    .replaceAll('…', '...')
    .replaceAll(/^([.'])/gm, '\\&$1');
}
