import type { Command } from 'commander';
import { sampleExample } from '../sample-words.ts';

/** Names from the program's down. */
export function pathOf(command: Command): string[] {
  return command.parent === null ? [command.name()] : [...pathOf(command.parent), command.name()];
}

/** The lines below `Example:` or `Examples:` of the command's help. */
export function examplesOf(command: Command): string[] {
  let help = '';
  const { writeOut } = command.configureOutput();
  command.configureOutput({
    writeOut: (text) => {
      help += text;
    },
  });
  command.outputHelp();
  command.configureOutput({ ...(writeOut && { writeOut }) });
  const [, after = ''] = help.split(/^Examples?:$/m);
  return after
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Visible commands below, depth first. */
export function commandsBelow(command: Command): Command[] {
  const visible = command.createHelp().visibleCommands(command);
  return visible
    .filter((child) => child.name() !== 'help')
    .flatMap((child) => [child, ...commandsBelow(child)]);
}

/** Gives each command that does something an example, if it has none of its own. */
export function completeExamples(program: Command): void {
  for (const command of commandsBelow(program)) {
    if (command.commands.length > 0 || examplesOf(command).length > 0) continue;
    const parameters = command.registeredArguments.map((argument) => argument.name());
    command.addHelpText('after', `\nExample:\n  ${sampleExample(pathOf(command), parameters)}\n`);
  }
}
