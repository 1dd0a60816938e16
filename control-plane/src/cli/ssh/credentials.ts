/** By what the command line shows who it is: an agent, keys, a password. */
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type AnyAuthMethod, type ParsedKey, utils } from 'ssh2';
import { DomainError } from '../../../../proto/src/errors.ts';

export interface CredentialOptions {
  /** A private key's file; then no other key and no agent are tried. */
  readonly key?: string;
  /** Asked for at the start, also what sudo is told. */
  readonly password?: string;
  readonly user: string;
  /** Path of an agent's socket. */
  readonly agent?: string;
  /** Asks for the passphrase of a key. */
  readonly askPassphrase: (file: string) => Promise<string>;
}

const usualKeys = ['id_ed25519', 'id_ecdsa', 'id_rsa'];

/** What is tried, one after the other. */
export async function attemptsOf(options: CredentialOptions): Promise<AnyAuthMethod[]> {
  const { user: username, password, key, agent } = options;
  const keys = key === undefined ? await ownKeys() : [await readKey(key, options.askPassphrase)];
  const publicKeys = keys.map((each) => ({ type: 'publickey' as const, username, key: each }));
  return [
    { type: 'none', username },
    ...(key === undefined && agent ? [{ type: 'agent' as const, username, agent }] : []),
    ...publicKeys,
    ...(password === undefined ? [] : passwordAttempts(username, password)),
  ];
}

/** Servers with PAM may take the password as an answer only. */
function passwordAttempts(username: string, password: string): AnyAuthMethod[] {
  return [
    { type: 'password', username, password },
    {
      type: 'keyboard-interactive',
      username,
      prompt: (_name, _instructions, _language, prompts, finish) => finish(prompts.map(() => password)),
    },
  ];
}

/** The user's keys that need no passphrase. */
async function ownKeys(): Promise<ParsedKey[]> {
  const found: ParsedKey[] = [];
  for (const name of usualKeys) {
    const text = await readFile(join(homedir(), '.ssh', name)).catch(() => null);
    const key = text === null ? null : utils.parseKey(text);
    if (key !== null && !(key instanceof Error)) found.push(key);
  }
  return found;
}

async function readKey(file: string, askPassphrase: (file: string) => Promise<string>): Promise<ParsedKey> {
  const text = await readFile(file);
  const key = utils.parseKey(text);
  if (!(key instanceof Error)) return key;
  if (!/passphrase/i.test(key.message)) throw badKey(`${file} is no private key: ${key.message}`);
  const opened = utils.parseKey(text, await askPassphrase(file));
  if (!(opened instanceof Error)) return opened;
  throw badKey(`the passphrase of ${file} is wrong`);
}

function badKey(message: string): DomainError {
  return new DomainError('invalid', message, { reason: 'bad_key' });
}
