import type { Command } from 'commander';

/**
 * What may follow the words before the cursor: names of commands, and the options of the command that they reach.
 * @param words all after `cellar`, the last is the one being typed, perhaps empty.
 */
export function candidates(program: Command, words: readonly string[]): string[] {
  const typed = words.at(-1) ?? '';
  let command = program;
  let path = 0;
  for (const word of words.slice(0, -1)) {
    const next = command.commands.find((child) => child.name() === word);
    if (next) command = next;
    else if (!word.startsWith('-')) path += 1;
  }
  const options = [...command.options, ...program.options].flatMap(({ long }) => (long ? [long] : []));
  const names = path === 0 ? command.commands.map((child) => child.name()) : [];
  const all = typed.startsWith('-') ? [...options, '--help'] : names.filter((name) => !name.startsWith('__'));
  return [...new Set(all)].filter((candidate) => candidate.startsWith(typed)).sort();
}
