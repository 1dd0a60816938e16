/** `cellar support-bundle`: what others need to help with an installation, in one file without secrets. */
import { createWriteStream, existsSync } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { release } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { packTar, type TarSource } from 'modern-tar/fs';
import { DomainError, toDomainError } from '../../../proto/src/errors.ts';
import { databaseName } from '../backup/data-folder.ts';
import { type InstallationOptions, readInstallation } from '../backup/installation.ts';
import type { Settings } from '../config/schema.ts';
import { runChecks } from '../doctor/run-checks.ts';
import { describeDatabase } from '../store/describe-database.ts';
import { databasePath } from '../store/location.ts';
import { controlPlaneVersion } from '../system/version.ts';
import { recentLogs } from './recent-logs.ts';
import { redactSettings, scrub, secretsOf } from './redact.ts';

export interface SupportOptions extends InstallationOptions {
  /** Log files to take the ends of. */
  readonly logs: readonly string[];
  /** Where the control plane's metrics are asked for; absent: where the configuration puts its first listener. */
  readonly origin?: string | undefined;
  readonly file: string;
  readonly nowMs: number;
}

/** @returns the names of what is in the bundle. @throws DomainError `invalid` for a configuration that can not be read, and a file in no folder. */
export async function writeSupportBundle(options: SupportOptions): Promise<string[]> {
  const target = resolve(options.file);
  if (!existsSync(dirname(target)))
    throw new DomainError('invalid', `there is no folder ${dirname(target)}`, { reason: 'folder_missing' });
  const { settings, folder } = readInstallation(options);
  const secrets = secretsOf(settings);
  const texts = new Map<string, string>();
  const json = (name: string, value: unknown) => texts.set(name, `${JSON.stringify(value, null, 2)}\n`);
  json('about.json', await about(options.nowMs));
  json('configuration.json', redactSettings(settings));
  const { configuration, data, nowMs } = options;
  json('doctor.json', { findings: await runChecks({ configuration, data, nowMs }) });
  json('database.json', describedOrWhyNot(settings, folder.path));
  texts.set('metrics.txt', await metricsOf(options.origin ?? originOf(settings)));
  for (const [name, text] of await recentLogs(folder, options.logs)) texts.set(`logs/${name}`, text);
  await pack(texts, secrets, target, options.nowMs);
  return [...texts.keys()];
}

async function about(nowMs: number): Promise<object> {
  const system = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return {
    written_at: new Date(nowMs).toISOString(),
    cellar: controlPlaneVersion,
    node: process.version,
    architecture: process.arch,
    kernel: release(),
    system: /^PRETTY_NAME="?([^"\n]*)/m.exec(system)?.[1] ?? null,
  };
}

function describedOrWhyNot({ database }: Settings, data: string): object {
  try {
    const path = database.url === undefined ? join(data, databaseName) : databasePath({ url: database.url });
    return existsSync(path) ? describeDatabase(path) : { error: `there is no database ${path}` };
  } catch (error) {
    return { error: toDomainError(error).message };
  }
}

function originOf({ nano: { listen, port, tls } }: Settings): string {
  const host = listen === '0.0.0.0' || listen === '::' ? 'localhost' : listen;
  return `${tls === undefined ? 'http' : 'https'}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

async function metricsOf(origin: string): Promise<string> {
  try {
    const answer = await fetch(`${origin}/metrics`, { signal: AbortSignal.timeout(10_000) });
    return answer.ok ? await answer.text() : `# HTTP ${answer.status}\n`;
  } catch {
    return '# no control plane answers\n';
  }
}

/** For its owner only; there once it is complete. */
async function pack(
  texts: ReadonlyMap<string, string>,
  secrets: readonly string[],
  file: string,
  nowMs: number,
): Promise<void> {
  const part = `${file}.part`;
  await rm(part, { force: true });
  const owned = { mode: 0o600, mtime: new Date(nowMs), uid: 0, gid: 0 };
  const entries = [...texts].map(([name, text]): TarSource => {
    return { ...owned, type: 'content', target: `cellar-support/${name}`, content: scrub(text, secrets) };
  });
  try {
    const target = createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true });
    await pipeline(packTar(entries), createGzip(), target);
    await rename(part, file);
  } finally {
    await rm(part, { force: true });
  }
}
