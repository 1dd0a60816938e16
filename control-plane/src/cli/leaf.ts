/** One command: how it is declared, and what it is given when it runs. */
import type { Command } from 'commander';
import type { ApiClient } from './api-client.ts';
import { connect, type GlobalOptions } from './connect.ts';
import { Output } from './output/output.ts';

export interface Call<Options> {
  readonly client: ApiClient;
  readonly out: Output;
  /** Whether data for programs is wanted. */
  readonly isJson: boolean;
  /** The command's arguments in order; optional ones that are missing are empty. */
  readonly arguments: readonly string[];
  readonly options: Options;
}

export interface Leaf<Options> {
  /** With its arguments, e.g. `show <guest>`. */
  readonly usage: string;
  readonly summary: string;
  /** Flags and what they mean; a third part is the default. */
  readonly options?: readonly (readonly [flags: string, meaning: string, fallback?: string])[];
  /** What each of these options, and no other, may be given several times. */
  readonly repeated?: readonly (readonly [flags: string, meaning: string])[];
  readonly examples?: readonly string[];
  run(call: Call<Options>): Promise<void>;
}

/** A noun, under which its verbs stand. */
export function noun(program: Command, name: string, summary: string): Command {
  return program.command(name).description(summary);
}

/** @param parent a noun, or the program itself. */
export function leaf<Options>(parent: Command, declared: Leaf<Options>): void {
  const command = parent.command(declared.usage).description(declared.summary);
  for (const [flags, meaning, fallback] of declared.options ?? []) command.option(flags, meaning, fallback);
  for (const [flags, meaning] of declared.repeated ?? [])
    command.option(flags, meaning, (value: string, all: string[] = []) => [...all, value]);
  if (declared.examples)
    command.addHelpText('after', `\nExamples:\n${declared.examples.map((line) => `  ${line}\n`).join('')}`);
  command.action(async (...given: unknown[]) => {
    const globals = command.optsWithGlobals<GlobalOptions>();
    const texts = given.slice(0, command.registeredArguments.length).flat();
    await declared.run({
      client: await connect(globals, process.env),
      out: new Output(globals.json ?? false),
      isJson: globals.json ?? false,
      arguments: texts.map((text) => (typeof text === 'string' ? text : '')),
      options: command.opts() as Options,
    });
  });
}
