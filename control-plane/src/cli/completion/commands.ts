import { Argument, type Command } from 'commander';
import { manPages } from '../man/man-page.ts';
import { candidates } from './candidates.ts';
import { completionScripts, type Shell } from './scripts.ts';

const examples = `
Examples:
  cellar completion bash > /etc/bash_completion.d/cellar
  cellar completion zsh > /usr/share/zsh/vendor-completions/_cellar
  cellar completion fish > ~/.config/fish/completions/cellar.fish
`;

/** `cellar completion bash|zsh|fish`, and what the packages ask for: candidates and manual pages. */
export function addCompletionCommands(program: Command): void {
  program
    .command('completion')
    .description('prints what makes a shell complete cellar commands')
    .addArgument(new Argument('<shell>').choices(Object.keys(completionScripts)))
    .addHelpText('after', examples)
    .action((shell: Shell) => {
      process.stdout.write(completionScripts[shell]);
    });

  program
    .command('__complete [words...]', { hidden: true })
    .allowUnknownOption()
    .action((words: string[]) => {
      process.stdout.write(
        candidates(program, words)
          .map((word) => `${word}\n`)
          .join(''),
      );
    });

  program.command('__man <version> <day>', { hidden: true }).action((version: string, day: string) => {
    process.stdout.write(JSON.stringify(manPages(program, version, day)));
  });
}
